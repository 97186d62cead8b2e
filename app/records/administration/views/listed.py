"""The code lists of a tenant, as rows of a page."""

from app.kernel.i18n import _
from app.records.codes.queries import fields_of
from app.records.codes.standard import lists, own_lists, standard
from app.records.layouts.labels import OwnLabel
from app.records.layouts.shaping import CODES, content_of, shaped


def own_rows():
    """`(name, label, number of values, labels of the fields that use it)` of the tenant's own lists."""
    return [
        (name, str(OwnLabel(one["label"])), len(one["values"]), [label for *_rest, label in fields_of(name)])
        for name, one in sorted(own_lists().items())
    ]


def standard_rows():
    """`(name, records, field, values, whether the tenant changed them)` of the standard ones."""
    kept, all_of_them = content_of(CODES), lists()
    return [
        (name, kind.plural, shaped(kind).fields[of.name].label, all_of_them[name]["values"], name in kept)
        for name, (kind, of) in standard().items()
    ]


def said_of_leaving(name):
    """What is said once a list was taken away."""
    if name in standard():
        return _("The values are those of the program again.")
    return _("The code list was deleted.")

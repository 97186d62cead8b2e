"""Choices of standard fields as code lists: what the program offers, until a tenant arranges them."""

from app.kernel.errors import Rejected
from app.kernel.i18n import LANGUAGES, in_language
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.labels import OwnLabel
from app.records.layouts.shaping import CODES, content_of, standard_name


def standard():
    """`{list: (record type, field)}` of all standard fields whose choices a tenant may keep."""
    return {
        standard_name(kind, of): (kind, of)
        for kind in RECORD_TYPES.values()
        for of in kind.fields.values()
        if of.coded
    }


def lists():
    """All code lists as they are in force: the tenant's own, and the standard ones, arranged or not."""
    return {name: usual(of) for name, (_kind, of) in standard().items()} | content_of(CODES)


def own_lists():
    """The tenant's own lists: those that its own fields may offer."""
    return {name: one for name, one in content_of(CODES).items() if name not in standard()}


def usual(of):
    """The list of a standard field as the program brings it, without the choice of nothing."""
    values = [
        {"code": value, "label": _texts(label), "tone": of.tones.get(value, ""), "retired": False}
        for value, label in of.labels().items()
        if value != ""
    ]
    return {"label": _texts(of.label), "values": values}


def _texts(label):
    return {one: in_language(one, label) for one in LANGUAGES}


def check(name, values):
    """Refuse what the program could not live with in a standard list. Raises Rejected."""
    if name not in standard():
        return
    _kind, of = standard()[name]
    given, brought = [one["code"] for one in values], usual(of)["values"]
    gone = [
        str(OwnLabel(one["label"])) for one in brought if one["code"] in of.fixed and one["code"] not in given
    ]
    if gone:
        raise Rejected(
            "The program works with these values. Retire them instead: %(names)s", names=", ".join(gone)
        )
    for number, one in enumerate(values):
        if not of.coded.growing and one["code"] not in of.fixed:
            raise Rejected(
                "The program counts with the values of this list, so none can be added.",
                f"values-{number}-code",
            )
        if one.get("retired") and one["code"] == of.default:
            raise Rejected(
                "New records begin with this value. It cannot be retired.", f"values-{number}-retired"
            )

"""How values of a record are written in lists and on its page."""

from dataclasses import replace
from functools import cache

from app.kernel.i18n import translate
from app.records.kit.figures import figure
from app.web import filters

_WRITERS = {
    "date": filters.date,
    "datetime": filters.datetime,
    "price": filters.price,
    "yen": filters.yen,
    "percent": filters.qty,
    "decimal": filters.qty,
    "number": filters.qty,
}


NOTHING = "\u2014"
"""What stands where a formula gives no value."""


def yes_or_no(value):
    """A truth value in words."""
    return translate("Yes") if value else translate("No")


def writer(field):
    """Function value → text of a page for a field."""
    if field.write:
        return field.write
    if field.formula:
        plain = writer(replace(field, formula=""))
        return lambda value: NOTHING if value in (None, "") else plain(value)
    if field.format:
        return lambda value: "" if value is None else figure(field, value, filters.negative_mark())
    if field.kind == "choice":
        labels = field.labels()
        return lambda value: labels.get(value, value or "")
    if field.kind == "many":
        labels = cache(field.labels)  # asked for the first value only: some are in the database
        return lambda value: ", ".join(translate(labels().get(one, one)) for one in value or ())
    return _WRITERS.get(field.kind, _plain)


def _plain(value):
    return "" if value is None else value


def facts_of(field, value):
    """What the page of a record shows for a field."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if field.formula and value in (None, ""):
        return f"{NOTHING} {translate('(cannot be worked out)')}"
    text = writer(field)(value)
    return f"{text} {field.suffix}" if field.suffix and not field.format and text not in ("", None) else text

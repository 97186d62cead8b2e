"""One field of a record type as a form of its own: for a cell, and for the value of a bulk change."""

from functools import lru_cache

from app.records.layouts.shaping import KEPT
from app.records.pages.forms import form_class, typed
from app.web.forms import Form


@lru_cache(KEPT)
def form_for(kind, name):
    """The form with nothing but the field `name`, read and checked as the whole form does."""
    return type("FieldForm", (Form,), {name: getattr(form_class(kind), name)})


def value_in(kind, form, name):
    """The value of a valid form; an empty input is the field's blank."""
    data = form[name].data
    return kind.fields[name].blank if data is None else data


def editable(kind):
    """The fields that are typed into a form, by name."""
    return typed(kind)

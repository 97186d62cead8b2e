"""The form of a record type, made from its fields."""

from functools import lru_cache

from wtforms import BooleanField, SelectField, TextAreaField, validators

from app.records.kit.extras import held
from app.records.layouts.shaping import KEPT
from app.records.pages.forms.inputs import (
    ChoiceField,
    LinkField,
    ManyField,
    MoneyField,
    Present,
    ReadField,
    WholeField,
)
from app.web.fields import DateField, DateTimeField, YenField
from app.web.forms import Form

_CLASSES = {"date": DateField, "datetime": DateTimeField, "yen": YenField}
_READ = {
    "number": WholeField,
    "percent": WholeField,
    "decimal": WholeField,
    "price": MoneyField,
    "link": LinkField,
}


@lru_cache(KEPT)
def form_class(kind):
    """The form of a record type: a field for each of its fields, and the version it was opened at."""
    return type(
        f"{kind.model.__name__}Form", (Form,), {one.name: _field(one) for one in typed(kind).values()}
    )


def typed(kind):
    """The fields that are typed into a form, by name: neither worked out, nor hidden, nor files."""
    return {name: of for name, of in kind.visible.items() if of.typed and of.kind != "file"}


def _field(one):
    checks = [Present()] if one.required else [validators.Optional()]
    options = {"description": one.help} if one.help else {}
    if one.kind == "bool":
        return BooleanField(one.label, default=bool(one.default), **options)
    if one.kind == "choice":
        return ChoiceField(one.label, choices=lambda: _choices(one), default=one.default, **options)
    if one.kind == "many":
        return ManyField(one.label, checks, choices=lambda: list(one.labels().items()), **options)
    if one.kind == "long":
        length = validators.Length(max=max(one.longest, 2000))
        return TextAreaField(one.label, [*checks, length], filters=[_trimmed], **options)
    if one.kind in _CLASSES:
        return _CLASSES[one.kind](one.label, checks, default=one.default, **options)
    made = _READ.get(one.kind, ReadField)
    if made is LinkField and not one.required:
        checks = []  # an empty id may stand beside a typed code, so what is optional has to be looked at all the same
    return made(one.label, checks, of=one, default=one.default, **options)


def _choices(of):
    empty = [("", "")] if of.custom and not of.required else []
    return empty + list(of.labels().items())


def offer(kind, form, row=None):
    """Before a form is shown: leave retired choices out of it, but for what the record holds or somebody just chose."""
    for name, of in typed(kind).items():
        if name in form and of.retired:
            had = held(row, of) if row is not None else None
            kept = {*_several(had), *_several(form[name].data)}
            blank = [("", "")] if of.kind == "choice" and of.custom and not of.required else []
            form[name].choices = blank + list(of.offered(kept))
    return form


def texts_of(bound):
    """What a browser would send for the input of a form as it is."""
    if isinstance(bound, BooleanField):
        return ["y"] if bound.data else []
    if isinstance(bound, SelectField | ManyField):
        return _several(bound.data) if bound.data else []
    return [bound._value()]


def _several(value):
    return value if isinstance(value, list) else [value]


def _trimmed(text):
    return text.strip() if text else ""


def values_of(kind, form):
    """`{field: value}` of a form; empty (and unreadable) inputs are the field's blank."""
    return {
        name: form[name].data if form[name].data is not None else one.blank
        for name, one in typed(kind).items()
        if name in form
    }

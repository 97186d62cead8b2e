"""What the component macros ask of a form field: its shape, its attributes, its errors."""

from functools import lru_cache

from flask_wtf.file import FileField, MultipleFileField
from markupsafe import Markup, escape
from wtforms import fields as wt
from wtforms.widgets import CheckboxInput, TextArea

from app.web.fields import DateField, DateTimeField, LineList, NumberField, YenField

_SHAPES = (
    (wt.BooleanField, "check"),
    (wt.RadioField, "group"),
    ((wt.FileField, wt.MultipleFileField, FileField, MultipleFileField), "file"),
    ((DateField, DateTimeField), "date"),
    (YenField, "yen"),
    ((NumberField, wt.IntegerField, wt.DecimalField), "number"),
    (wt.SelectField, "select"),
)


def shape(field):
    """check, group, file, date, yen, number, select, area or text: how `field` is drawn."""
    if isinstance(getattr(field, "option_widget", None), CheckboxInput):
        return "group"
    if isinstance(field.widget, TextArea):
        return "area"
    return next((name for kinds, name in _SHAPES if isinstance(field, kinds)), "text")


def described(field, help_text=None, attrs=None, checked=None):
    """`attrs` with the links from the input to its error and its help, for those who listen.

    Of a `checked` field both come and go in its notes.
    """
    attrs = dict(attrs or {})
    notes = [f"{field.id}-error"] if field.errors else []
    if help_text or field.description:
        notes.append(f"{field.id}-help")
    if checked:
        notes = [f"{field.id}-notes"]
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def combined(first, *others):
    """One dictionary of several; later ones win."""
    whole = dict(first)
    for other in others:
        whole.update(other)
    return whole


def has_files(form):
    """Whether a form must be sent as multipart."""
    return any(shape(field) == "file" for field in form)


def all_errors(form):
    """`(element id, label, error)` of everything wrong in `form`, its tables included, form-level first."""
    found = [(None, "", error) for error in getattr(form, "form_errors", ())]
    for field in form:
        found.extend(_of_field(field))
    return found


def _of_field(field):
    if isinstance(field, LineList):
        found = [(None, field.label.text, error) for error in field.list_errors]
        for number, entry in enumerate(field.entries, 1):
            found += [
                (inner.id, f"{field.label.text} {number} · {inner.label.text}", error)
                for inner in entry.form
                for error in inner.errors
            ]
        return found
    if isinstance(field, wt.FormField):
        return all_errors(field.form)
    return [(field.id, field.label.text, error) for error in field.errors]


def cells(columns, values):
    """One row's `<td>`s: each value in its column's frame (class, label for phones). Quick: lists live on it."""
    parts = []
    for column, value in zip(columns, values, strict=True):
        parts.append(
            opening(column.get("kind", "text"), column.get("phone"), column["label"], column.get("width"))
        )
        parts.append("" if value is None else escape(value))
        parts.append("</td>")
    return Markup("".join(parts))  # noqa: S704 -- the frames are escaped where they are made, the values above


@lru_cache(maxsize=4096)
def opening(kind, phone, label, width=None):
    """The tag a cell begins with: plain text has no class, and a phone writes the label beside most values."""
    narrow = ["narrow"] if width == "narrow" else []
    css = " ".join(([] if kind == "text" else [kind]) + narrow + ([f"phone-{phone}"] if phone else []))
    tag = Markup(' class="{}"').format(css) if css else ""
    if label and phone not in ("title", "chip") and kind not in ("check", "actions"):
        tag += Markup(' data-label="{}"').format(label)
    return Markup("<td{}>").format(tag)


FILTERS = (shape, described, combined, has_files, all_errors)

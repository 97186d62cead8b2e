"""The forms around an import."""

from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, validators

from app.kernel.i18n import _l
from app.records.imports.keys import key_fields
from app.records.imports.matching import imported_fields
from app.web.forms import Form


class UploadForm(Form):
    """A file of records, and by which named source to read it."""

    file = FileField(_l("File"), [validators.InputRequired(message=_l("Choose a file."))])
    source = SelectField(_l("Source"), validate_choice=False, default="")


class StartForm(Form):
    """Whether so many records are really meant (`weighing`)."""

    sure = BooleanField(_l("Yes, change all of these records"))


def matched_in(kind, arguments):
    """`(mapping, rules)` of the posted form that matches columns: rules are arguments of `operations.match`."""
    given = {name: arguments.get(name, type=int) for name in imported_fields(kind)}
    key = arguments.get("key_field", "")
    rules = {
        "mode": arguments.get("mode", "both"),
        "key": key if key in key_fields(kind) else "",
        "whole": "whole" in arguments,
    }
    return {name: column for name, column in given.items() if column is not None}, rules

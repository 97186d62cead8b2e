"""The base of every form: the token, Japanese messages, refusals of the domain absorbed into its fields."""

from contextlib import contextmanager

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.fields import FieldList, FormField
from wtforms.validators import InputRequired, Length

from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import _l
from app.web.fields import LineList


class Form(FlaskForm):
    """A posted form. `with form.absorbing(): verb(...)`, then `if form.errors: answer 422`."""

    @contextmanager
    def absorbing(self):
        """Turn `Rejected(message, field=…)` into an error beside that field, or above the form without one.

        `field` is a field's name, or a path into a table (`lines-0-price`). A Conflict passes: it is a 409.
        """
        try:
            yield self
        except Conflict:
            raise
        except Rejected as refusal:
            self.refuse(str(refusal), refusal.field)

    def refuse(self, message, field=None):
        """Add an error: beside `field` (name or path) when the form has it, else above the form."""
        target = self.find_field(field) if field else None
        if target is None:
            self.form_errors.append(message)
        elif isinstance(target, LineList):
            target.list_errors.append(message)
        else:
            target.errors = [*target.errors, message]
        for table in (field for field in self if isinstance(field, LineList)):
            table.gather()

    def find_field(self, path):
        """The field of that name, `lines-0-price` reaching into tables; None when there is none."""
        return next((field for field in _leaves(self) if path in (field.name, field.short_name)), None)


class VersionedForm(Form):
    """A form about a document that two people may have before them: it carries the version that was opened."""

    version = HiddenField()

    @property
    def seen_version(self):
        """The version the person opened, or None."""
        text = str(self.version.data or "")
        return int(text) if text.isdigit() else None


class ReasonForm(VersionedForm):
    """Why something ends, stays or is taken back."""

    reason = TextAreaField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=1000)])


def _leaves(fields):
    """Yield every field that is typed into, however deep, and the tables that hold them."""
    for field in fields:
        if isinstance(field, FormField):
            yield from _leaves(field.form)
        elif isinstance(field, FieldList):
            yield from _leaves(field.entries)
            yield field
        else:
            yield field

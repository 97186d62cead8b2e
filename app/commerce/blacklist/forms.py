"""What is typed for the blacklist."""

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.commerce.blacklist.wording import KIND_LABELS
from app.kernel.i18n import _l
from app.web.forms import Form

_CHOICES = list(KIND_LABELS.items())


class EntryForm(Form):
    """One entry, typed by hand."""

    kind = SelectField(_l("Compared with"), choices=_CHOICES)
    shown = StringField(
        _l("Number, address or name"),
        [InputRequired(_l("Enter what is to be recognised.")), Length(max=300)],
    )
    reason = StringField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=300)])


class PersonForm(Form):
    """A person who is in a customer or slip already: what of them, and why."""

    kinds = SelectMultipleField(
        _l("Recognised by"),
        choices=_CHOICES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    reason = StringField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=300)])

"""What is asked when an opportunity is moved."""

from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _l
from app.records.layouts.shaping import offered_of
from app.sales.boards.moving import asked
from app.sales.opportunities.record import OPPORTUNITY
from app.web.fields import DateField, YenField
from app.web.forms import Form


class MoveForm(Form):
    """The answers that a phase asks for; fields it does not ask for are left out (`for_move`)."""

    version = HiddenField()
    criteria = SelectMultipleField(
        _l("What has to be true"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    amount = YenField(_l("Ordered amount"))
    reason = SelectField(_l("Why won or lost"), choices=[])
    reason_note = TextAreaField(_l("Reason in words"), [Length(max=1000)])
    closed_on = DateField(_l("Won or lost on"))


def for_move(opportunity, phase, **options):
    """The form for a move, with only what the phase asks."""
    form = MoveForm(**options)
    form.reason.choices = offered_of(OPPORTUNITY, "reason", (opportunity.reason,))
    form.criteria.choices = [(line, line) for line in phase.asked]
    wanted = asked(opportunity, phase)
    for name in ("criteria", "amount", "reason", "reason_note", "closed_on"):
        if name not in wanted:
            delattr(form, name)
    return form


def answered(form):
    """`{field: value}` of what was answered."""
    names = ("amount", "reason", "reason_note", "closed_on")
    return {name: form[name].data for name in names if name in form and form[name].data is not None}

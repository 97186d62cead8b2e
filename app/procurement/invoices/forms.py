"""Forms of an invoice, and how the list's filters are read."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.parsing import parse_date
from app.web.fields import DateField
from app.web.forms import Form


class SubmissionForm(Form):
    """When we will pay, for the approvers."""

    pays_on = DateField(_l("Day of payment"), [DataRequired(_l("Enter the day of payment."))])
    comment = StringField(_l("Comment for the approvers"), [Length(max=1000)])


class ReturnForm(Form):
    """Why an invoice goes back."""

    return_reason = TextAreaField(_l("Reason"), [DataRequired(_l("Enter the reason.")), Length(max=1000)])


class ReasonForm(Form):
    """Why the differences of an invoice are fine."""

    reason = TextAreaField(_l("Reason"), [DataRequired(_l("Enter the reason.")), Length(max=1000)])


def day_of(text):
    """The day that was typed, or None when there is nothing readable."""
    try:
        return parse_date(text, clock.today()) if text else None
    except ValueError:
        return None


def filters_from(arguments):
    """`(as typed, as asked)` of the list's address; the state is `chosen` where it is typed."""
    typed = {name: arguments.get(name, "").strip() for name in ("q", "since", "until")}
    typed |= {"chosen": arguments.get("status", ""), "overdue": arguments.get("overdue") == "1"}
    asked = {"q": typed["q"], "status": typed["chosen"], "overdue": typed["overdue"]}
    return typed, asked | {name: day_of(typed[name]) for name in ("since", "until")}

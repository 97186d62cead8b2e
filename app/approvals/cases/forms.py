"""Input of decisions."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, Length

from app.kernel.i18n import _l
from app.web.forms import Form

DECISIONS = {
    "approve": (_l("Approve"), "primary", _l("It goes on to the next step, or is approved for good.")),
    "return": (
        _l("Send back"),
        "primary",
        _l("It goes back to the applicant, who may change and submit it again."),
    ),
    "reject": (_l("Reject"), "danger", _l("The case ends here. The applicant is told at once.")),
}
"""Name of a decision → its button, the button's kind, and what will happen."""
PLACES = ("inbox", "case", "document")


class DecisionForm(Form):
    """`decision` is approve, return or reject; `place` where the reader stands and wants to be afterwards."""

    decision = HiddenField(validators=[AnyOf(list(DECISIONS), message=_l("Please choose what to decide."))])
    place = HiddenField(default="case", validators=[AnyOf(PLACES)])
    comment = TextAreaField(_l("Comment"), validators=[Length(max=2000)])


class TakeBackForm(Form):
    """Pulling back and withdrawing: `place` as above."""

    place = HiddenField(default="case")
    comment = TextAreaField(_l("Comment"), validators=[Length(max=2000)])

"""Forms of the desk: a new deal, a message, the own number, finding a deal by its numbers."""

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.kernel.ids import new_id
from app.trade.business_types import LABELS
from app.trade.rulebooks.patterns import Pattern
from app.web.forms import Form


class NewDealForm(Form):
    """The four axes, the name everybody reads, and which of the own organisations owns it."""

    deal = HiddenField(default=new_id)
    name = StringField(_l("Name of the deal"), [InputRequired(_l("Enter a name.")), Length(max=100)])
    direction = RadioField(
        _l("Direction of trade"),
        choices=[("export", _l("Export shipment")), ("import", _l("Import shipment"))],
        default="export",
    )
    load_type = RadioField(
        _l("Load"),
        choices=[("FCL", _l("Full container (FCL)")), ("LCL", _l("Loose cargo (LCL)"))],
        default="FCL",
    )
    brokered = RadioField(
        _l("Intermediary"),
        choices=[("yes", _l("Takes part")), ("no", _l("Does not take part"))],
        default="yes",
    )
    coastal = RadioField(
        _l("Coastal leg"), choices=[("yes", _l("Included")), ("no", _l("Not included"))], default="no"
    )
    owner = SelectField(_l("Owner of the deal (organisation and business type)"))
    own_number = StringField(_l("In-house number"), [Length(max=40)])
    parent = StringField(_l("Number of the parent deal"), [Length(max=20)])

    ancestors_see = BooleanField(_l("Whoever invites also sees hidden partners further down"))

    def offer(self, organisations):
        """Choices of `owner`: every own organisation with each of its business types."""
        self.owner.choices = [
            (f"{one.id}:{kind}", f"{one.name} · {LABELS[kind]}")
            for one in organisations
            for kind in one.types
        ]
        if not self.owner.data and self.owner.choices:
            self.owner.data = self.owner.choices[0][0]

    @property
    def pattern(self):
        """The Pattern of what was chosen."""
        return Pattern(
            self.direction.data, self.load_type.data, self.brokered.data == "yes", self.coastal.data == "yes"
        )


class MessageForm(Form):
    """A line to everybody in the deal, or to some."""

    seat = HiddenField()
    id = HiddenField(default=new_id)
    text = TextAreaField(_l("Message"), [InputRequired(_l("Enter a message.")), Length(max=4000)])
    audience = SelectMultipleField(_l("To"))


class OwnNumberForm(Form):
    """社内管理番号."""

    number = StringField(_l("In-house number"), [Length(max=40)])


class RenamingForm(Form):
    """The name everybody reads."""

    name = StringField(_l("Name of the deal"), [InputRequired(_l("Enter a name.")), Length(max=100)])


class ParentForm(Form):
    """The deal it stands under."""

    parent = StringField(_l("Number of the parent deal"), [Length(max=20)])

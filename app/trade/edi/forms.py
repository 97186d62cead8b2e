"""Forms of files that come in."""

from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.trade.business_types import LABELS
from app.web.forms import Form


class EdiForm(Form):
    """A file, and for which own organisation it came."""

    owner = SelectField(_l("Taken in as"))
    file = FileField(_l("EDIFACT file (IFTMBC, IFTMAN)"), [InputRequired(_l("Choose a file."))])

    def offer(self, organisations):
        """Choices of `owner`."""
        self.owner.choices = [
            (f"{one.id}:{kind}", f"{one.name} · {LABELS[kind]}")
            for one in organisations
            for kind in one.types
        ]
        return self


class PartyForm(Form):
    """Which organisation a party is."""

    code = StringField(_l("Organisation ID"), [Length(max=20)])
    business_type = SelectField(_l("Takes part as"), choices=list(LABELS.items()))

"""What is typed about a batch and about a card."""

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.records.pages.forms.inputs import LinkField
from app.sales.cards.model import FAIR, SURE
from app.sales.leads.record import LEAD
from app.sales.persons.record import PERSON
from app.web.forms import Form

NEW = "new"
ACCEPTED = "image/jpeg,image/png,image/heic,image/heif,.heic,.heif,application/pdf"


class FilesForm(Form):
    """Further cards for a batch. `too_large`: names of files that the browser did not even send."""

    files = MultipleFileField(_l("Pictures of cards"))
    too_large = SelectMultipleField(choices=[], validate_choice=False)
    turns = BooleanField(_l("Fronts and backs take turns"))

    def brought(self):
        """The files that were chosen: an empty input counts as one without a name."""
        return [one for one in self.files.data or () if one and one.filename]


class BatchForm(FilesForm):
    """A new batch."""

    name = StringField(_l("Name of the batch"), [Length(max=100)])
    campaign_id = LinkField(_l("Campaign"), of=LEAD.fields["campaign_id"])
    owner_id = LinkField(_l("Person in charge"), of=PERSON.fields["owner_id"])


class CardForm(Form):
    """What the card says, and whom it belongs to: `belongs` is `new` or the id of a person."""

    name = StringField(_l("Name of the person"), [Length(max=200)])
    kana = StringField(_l("Reading"), [Length(max=200)])
    company = StringField(_l("Company name"), [Length(max=200)])
    partner_id = LinkField(_l("Partner"), of=PERSON.fields["partner_id"])
    new_account = BooleanField(_l("Enter the company as a new account"))
    department = StringField(_l("Department of the person"), [Length(max=200)])
    title = StringField(_l("Title"), [Length(max=200)])
    email = StringField(_l("Mail address"), [Length(max=254)])
    phone = StringField(_l("Telephone"), [Length(max=40)])
    mobile = StringField(_l("Mobile phone"), [Length(max=40)])
    fax = StringField(_l("Fax"), [Length(max=40)])
    postal_code = StringField(_l("Postal code"), [Length(max=10)])
    address = StringField(_l("Postal address"), [Length(max=400)])
    url = StringField(_l("Page on the web"), [Length(max=400)])
    belongs = RadioField(_l("Whose card it is"), choices=[], validate_choice=False, default=NEW)
    moved = BooleanField(_l("They changed companies: take company and address from this card"))

    def said(self):
        """`{field: text}` of the card."""
        return {name: (self[name].data or "").strip() for name in FIELDS}


FIELDS = (
    "name", "kana", "company", "department", "title", "email", "phone", "mobile", "fax", "postal_code",
    "address", "url",
)  # fmt: skip


def begun(card, partner_id):
    """What the form begins with: as it was read or, typed before, confirmed."""
    read = {name: text for name, (text, _sure) in card.found.items()}
    return {**read, **card.kept, "partner_id": partner_id}


def levels(card):
    """`{field: sure | fair | unsure}` of what was read; nothing for what was not."""
    return {
        name: "sure" if sure >= SURE else "fair" if sure >= FAIR else "unsure"
        for name, (_text, sure) in card.found.items()
    }

"""What is typed about customers and ranks."""

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.commerce.customers.ranking import TONES, ranks
from app.commerce.persons.person import PERSON_FIELDS
from app.kernel.i18n import _, _l
from app.kernel.ids import id_of
from app.web.forms import Form, VersionedForm

TONE_LABELS = {
    "draft": _l("Plain"),
    "info": _l("Blue"),
    "done": _l("Green"),
    "waiting": _l("Amber"),
    "problem": _l("Red"),
    "closed": _l("Grey"),
}
BY_COUNT = ""


class CustomerForm(VersionedForm):
    """A customer: the person, and what the shop keeps about them."""

    family = StringField(_l("Family name"), [InputRequired(_l("Enter a name.")), Length(max=100)])
    given = StringField(_l("Given name"), [Length(max=100)])
    family_kana = StringField(_l("Family name in kana"), [Length(max=100)])
    given_kana = StringField(_l("Given name in kana"), [Length(max=100)])
    company = StringField(_l("Company"), [Length(max=100)])
    department = StringField(_l("Section"), [Length(max=100)])
    postal = StringField(_l("Postal code"), [Length(max=10)])
    prefecture = StringField(_l("Prefecture"), [Length(max=10)])
    city = StringField(_l("City"), [Length(max=60)])
    street = StringField(_l("Town and number"), [Length(max=120)])
    building = StringField(_l("Building"), [Length(max=120)])
    phone = StringField(_l("Telephone"), [Length(max=30)])
    mail = StringField(_l("E-mail"), [Length(max=254)])

    rank = SelectField(_l("Customer rank"))
    advertising = BooleanField(_l("Agreed to advertising"))
    memo = TextAreaField(_l("Memo"), [Length(max=2000)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rank.choices = [
            (BY_COUNT, _("By number of purchases")), *((str(one.id), one.name) for one, _count in ranks()),
        ]  # fmt: skip

    @classmethod
    def of(cls, customer):
        """The form as it opens for a customer."""
        values = {name: getattr(customer.person, name) for name in PERSON_FIELDS}
        return cls(
            data=values
            | {
                "version": customer.version,
                "rank": str(customer.rank_id) if customer.rank_fixed else BY_COUNT,
                "advertising": customer.advertising,
                "memo": customer.memo,
            }
        )

    def facts(self):
        """What `operations.correct` takes besides the person."""
        return {
            "memo": (self.memo.data or "").strip(),
            "advertising": self.advertising.data,
            "rank_id": id_of(self.rank.data),
        }


class RankForm(Form):
    """A rank."""

    name = StringField(_l("Name of the rank"), [InputRequired(_l("Enter a name.")), Length(max=30)])
    from_count = IntegerField(
        _l("From this number of purchases on"),
        [
            InputRequired(_l("Enter a number from 1 on.")),
            NumberRange(1, 9999, _l("Enter a number from 1 on.")),
        ],
    )
    tone = SelectField(_l("Colour"), choices=[(one, TONE_LABELS[one]) for one in TONES])
    text = TextAreaField(_l("Text for mails"), [Length(max=1000)])

    def content(self):
        """What `ranking` takes."""
        return {"name": self.name.data, "from_count": self.from_count.data, "tone": self.tone.data,
                "text": self.text.data or ""}  # fmt: skip

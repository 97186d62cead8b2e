"""What customers type, and clerks in answer."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.commerce.customer_pages.wording import FIELDS, SLOTS
from app.kernel.i18n import _l
from app.web.fields import DateField
from app.web.forms import Form


class WishForm(Form):
    """Another day, time or address."""

    wished_on = DateField(FIELDS["wished_on"])
    slot = SelectField(FIELDS["slot"], choices=[*SLOTS.items()])
    family = StringField(FIELDS["family"], [Length(max=100)])
    given = StringField(FIELDS["given"], [Length(max=100)])
    postal = StringField(FIELDS["postal"], [Length(max=10)])
    prefecture = StringField(FIELDS["prefecture"], [Length(max=10)])
    city = StringField(FIELDS["city"], [Length(max=60)])
    street = StringField(FIELDS["street"], [Length(max=120)])
    building = StringField(FIELDS["building"], [Length(max=120)])
    phone = StringField(FIELDS["phone"], [Length(max=30)])
    ADDRESS = ("family", "given", "postal", "prefecture", "city", "street", "building", "phone")

    def values(self):
        """What `wishing.wish` takes."""
        return {name: self[name].data for name in ("wished_on", "slot", *self.ADDRESS)}


class QuestionForm(Form):
    """A message."""

    text = TextAreaField(
        _l("Your message"),
        [InputRequired(_l("Please write something.")), Length(max=2000)],
        render_kw={"rows": 5},
    )


class ReceiptForm(Form):
    """To whom and for what the receipt is."""

    addressee = StringField(
        _l("Addressed to"), [InputRequired(_l("Enter to whom the receipt is addressed.")), Length(max=60)]
    )
    purpose = StringField(
        _l("Stated as"), [InputRequired(_l("Enter what the payment was for.")), Length(max=60)]
    )


class AdvertisingForm(Form):
    """Whether news and offers may be sent."""

    wanted = BooleanField(_l("News and offers may be sent to me"))


class DeclineForm(Form):
    """Why a wish cannot be."""

    answer = TextAreaField(_l("What the customer reads"), [Length(max=500)])


class ReplyForm(Form):
    """An answer."""

    text = TextAreaField(_l("Answer"), [InputRequired(_l("Please write something.")), Length(max=2000)])

"""What is typed about mails."""

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.commerce.carriers.catalogue import CARRIERS
from app.commerce.mails.catalogue import SPOTS
from app.commerce.mails.conditions import FACTS, NO, YES
from app.commerce.mails.kinds import KINDS, LANGUAGES
from app.commerce.mails.queries import channel_choices, rank_choices
from app.commerce.mails.servers import SECURITIES
from app.commerce.payment_methods.record import KIND as PAYMENT
from app.kernel.i18n import _, _l
from app.kernel.ids import id_of
from app.masters.addresses.catalogue import PREFECTURES
from app.masters.products.travelling import TEMPERATURE_LABELS
from app.web.forms import Form, VersionedForm

KIND_CHOICES = [(one.name, one.label) for one in KINDS.values()]
_SUBJECT = [InputRequired(_l("Enter a subject.")), Length(max=200)]
_BODY = [InputRequired(_l("Enter the text.")), Length(max=20_000)]
_DELAYS = [(str(one), one) for one in (0, 5, 10, 30, 60)]


class TickedField(SelectMultipleField):
    """Several of some choices, as boxes to tick."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class TemplateForm(VersionedForm):
    """A template and the place it stands in."""

    kind = SelectField(_l("Kind of mail"), choices=KIND_CHOICES)
    name = StringField(_l("Name of the template"), [InputRequired(_l("Enter a name.")), Length(max=60)])
    channel_id = SelectField(_l("Shop"))
    payment_kind = SelectField(_l("Kind of payment"))
    rank_id = SelectField(_l("Rank of the customer"))
    language = SelectField(_l("Language of the device"))
    subject = StringField(_l("Subject"), _SUBJECT)
    body = TextAreaField(_l("Text"), _BODY, render_kw={"rows": 22})
    with_html = BooleanField(_l("Also as a formatted mail"))
    advertising = BooleanField(_l("Advertising (only to customers who agreed)"))
    number = StringField(_l("Preview for the order"), [Length(max=80)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        self.channel_id.choices = [every, *channel_choices()]
        self.payment_kind.choices = [every, *PAYMENT.choices]
        self.rank_id.choices = [every, *rank_choices()]
        self.language.choices = [every, *LANGUAGES.items()]

    def values(self):
        """What `operations.enter_template` takes."""
        names = ("kind", "name", "payment_kind", "language", "subject", "body", "with_html", "advertising")
        return {name: self[name].data for name in names} | {
            "channel_id": id_of(self.channel_id.data),
            "rank_id": id_of(self.rank_id.data),
            "body": self.body.data.replace("\r\n", "\n"),
        }


class SentenceForm(VersionedForm):
    """When … then this sentence."""

    spot = SelectField(_l("Where it stands"), choices=[(one, one) for one in SPOTS])
    own_spot = StringField(_l("or at a spot of one's own"), [Length(max=20)])
    name = StringField(_l("Name of the sentence"), [InputRequired(_l("Enter a name.")), Length(max=60)])
    position = IntegerField(
        _l("Place among the sentences"), [InputRequired(), NumberRange(0, 999)], default=50
    )
    text = TextAreaField(_l("Then this sentence"), [InputRequired(_l("Enter the text.")), Length(max=2000)])
    kind = TickedField(FACTS["kind"][0], choices=KIND_CHOICES)
    channel = TickedField(FACTS["channel"][0])
    payment = TickedField(FACTS["payment"][0], choices=[*PAYMENT.choices])
    temperature = TickedField(FACTS["temperature"][0])
    carrier = TickedField(FACTS["carrier"][0])
    region = TickedField(FACTS["region"][0], choices=[*PREFECTURES.items()])
    rank = TickedField(FACTS["rank"][0])
    language = TickedField(FACTS["language"][0], choices=[*LANGUAGES.items()])
    island = SelectField(FACTS["island"][0])
    gift = SelectField(FACTS["gift"][0])
    wished = SelectField(FACTS["wished"][0])
    first = SelectField(FACTS["first"][0])
    product = TextAreaField(FACTS["product"][0], [Length(max=2000)])

    CHOSEN = ("kind", "channel", "payment", "temperature", "carrier", "region", "rank", "language")
    FLAGS = ("island", "gift", "wished", "first")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.channel.choices, self.rank.choices = channel_choices(), rank_choices()
        self.temperature.choices = list(TEMPERATURE_LABELS.items())
        self.carrier.choices = [(one.code, one.name) for one in list(CARRIERS.values())[:6]]
        for name in self.FLAGS:
            self[name].choices = [("", _("does not matter")), (YES, _("Yes")), (NO, _("No"))]

    def show(self, sentence):
        """Fill the form with a sentence."""
        for name, asked in sentence.conditions.items():
            self[name].data = (
                "\n".join(asked) if name == "product" else asked if name in self.CHOSEN else asked[0]
            )
        if sentence.spot not in SPOTS:
            self.own_spot.data, self.spot.data = sentence.spot, SPOTS[0]
        return self

    def values(self):
        """What `operations.enter_sentence` takes."""
        conditions = {name: self[name].data or [] for name in self.CHOSEN}
        conditions |= {name: [self[name].data] if self[name].data else [] for name in self.FLAGS}
        conditions["product"] = [one.strip() for one in (self.product.data or "").splitlines() if one.strip()]
        return {
            "spot": (self.own_spot.data or "").strip() or self.spot.data,
            "name": self.name.data,
            "position": self.position.data,
            "text": self.text.data.replace("\r\n", "\n"),
            "conditions": conditions,
        }


class WriteForm(Form):
    """A mail for one order."""

    kind = SelectField(_l("Kind of mail"), choices=KIND_CHOICES)
    subject = StringField(_l("Subject"), _SUBJECT)
    body = TextAreaField(_l("Text"), _BODY, render_kw={"rows": 18})


class BatchForm(Form):
    """A mail to the buyers of many slips."""

    kind = SelectField(_l("Kind of mail"), choices=KIND_CHOICES)
    subject = StringField(_l("Subject"), _SUBJECT)
    body = TextAreaField(_l("Text"), _BODY, render_kw={"rows": 18})
    advertising = BooleanField(_l("Advertising (only to customers who agreed)"))
    minutes = SelectField(_l("Minutes until it begins"), choices=_DELAYS, default="5")
    looked = HiddenField()


class ShopForm(VersionedForm):
    """What a shop mails, when, and through which servers."""

    thanks = BooleanField(KINDS["thanks"].label)
    paid = BooleanField(KINDS["paid"].label)
    shipped = BooleanField(KINDS["shipped"].label)
    delay_minutes = IntegerField(_l("Minutes automatic mails wait"), [InputRequired(), NumberRange(0, 1440)])
    follow_days = IntegerField(
        _l("Days after shipping for the follow-up"), [InputRequired(), NumberRange(0, 365)]
    )
    quiet_from = IntegerField(_l("No mails from (hour)"), [InputRequired(), NumberRange(0, 23)])
    quiet_until = IntegerField(_l("until (hour)"), [InputRequired(), NumberRange(0, 23)])
    reply_to = StringField(_l("Answers go to"), [Length(max=254)])
    NAMES = (
        "thanks",
        "paid",
        "shipped",
        "delay_minutes",
        "follow_days",
        "quiet_from",
        "quiet_until",
        "reply_to",
    )

    def values(self):
        """What `operations.keep_mailing` takes."""
        return {name: self[name].data for name in self.NAMES}


class ServerForm(Form):
    """A mail server of a shop."""

    host = StringField(_l("Server"), [Length(max=200)])
    port = IntegerField(_l("Port"), [Optional(), NumberRange(1, 65535)])
    security = SelectField(_l("Encryption"))
    user = StringField(_l("User"), [Length(max=200)], render_kw={"autocomplete": "off"})
    password = PasswordField(_l("Password"), [Length(max=200)], render_kw={"autocomplete": "new-password"})
    folder = StringField(_l("Folder"), [Length(max=100)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {"tls": "TLS", "starttls": "STARTTLS", "none": _("none")}
        self.security.choices = [(one, words[one]) for one in SECURITIES]

    def values(self):
        """What `servers.keep` takes."""
        return {
            name: self[name].data or "" for name in ("host", "port", "security", "user", "password", "folder")
        }

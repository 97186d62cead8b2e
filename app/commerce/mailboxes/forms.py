"""What is typed about a mailbox, and about a pattern for texts of mails."""

from wtforms import BooleanField, IntegerField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.commerce.channels.record import KIND
from app.commerce.mailboxes.operations import SET
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.web.forms import Form, VersionedForm

SECURITY = (("tls", "TLS"), ("starttls", "STARTTLS"), ("none", _l("none (readable on the way)")))
AFTER = (
    ("leave", _l("leave it as it is")),
    ("seen", _l("mark it as read")),
    ("move", _l("move it to another folder")),
)
_PRINTABLE = Regexp(r"[^\x00-\x1f\x7f]*\Z", message=_l("Only letters, digits and signs may stand here."))


class MailboxForm(VersionedForm):
    """How the order mails of a shop are fetched. The password is never shown again."""

    host = StringField(_l("Server"), [InputRequired(), Length(max=200), _PRINTABLE])
    port = IntegerField(_l("Port"), [InputRequired(), NumberRange(1, 65_535)], default=993)
    security = SelectField(_l("Encryption"), choices=SECURITY, default="tls")
    user_name = StringField(
        _l("User"), [InputRequired(), Length(max=200), _PRINTABLE], render_kw={"autocomplete": "off"}
    )
    password = PasswordField(
        _l("Password"), [Length(max=500), _PRINTABLE], render_kw={"autocomplete": "new-password"}
    )
    folder = StringField(_l("Folder"), [InputRequired(), Length(max=200), _PRINTABLE], default="INBOX")
    host_authority = TextAreaField(_l("Certificate of the server (PEM)"), [Optional(), Length(max=20_000)])
    senders = TextAreaField(_l("Only from these senders"), [Length(max=2_000)])
    subjects = TextAreaField(_l("Only with one of these in the subject"), [Length(max=2_000)])
    after = SelectField(_l("When its orders came in"), choices=AFTER, default="leave")
    after_folder = StringField(_l("Folder to move to"), [Length(max=200), _PRINTABLE])
    profile_id = SelectField(_l("Texts are read by"), default="")
    by_itself = BooleanField(_l("Fetch by itself"))
    minutes = IntegerField(_l("Every so many minutes"), [InputRequired(), NumberRange(1, 1440)], default=10)

    def __init__(self, *args, profiles=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.profile_id.choices = [
            ("", _l("whichever pattern fits")),
            *((str(one.id), one.name) for one in profiles),
        ]

    @property
    def values(self):
        """What `operations.set_up` takes."""
        found = {name: self[name].data for name in SET}
        found = {
            name: value if name in ("port", "minutes", "by_itself") else (value or "").strip()
            for name, value in found.items()
        }
        return found | {"profile_id": id_of(found["profile_id"]) if found["profile_id"] else None}


def form_for(mailbox, profiles):
    """The form, filled with a mailbox (None: a new one)."""
    if mailbox is None:
        return MailboxForm(formdata=None, profiles=profiles)
    kept = {name: getattr(mailbox, name) for name in (*SET, "version")}
    kept["profile_id"] = str(mailbox.profile_id or "")
    return MailboxForm(formdata=None, profiles=profiles, data=kept)


class PatternForm(Form):
    """A pattern's name and kind of shop, its item lines, and a sample, which is kept nowhere."""

    name = StringField(_l("Name of the pattern"), [InputRequired(), Length(max=60)])
    kind = SelectField(_l("Kind of shop"), default="")
    item = TextAreaField(_l("Item lines"), [Length(max=1_000)], render_kw={"rows": 4, "spellcheck": "false"})
    sample = TextAreaField(
        _l("Text of a mail"), [Length(max=200_000)], render_kw={"rows": 12, "spellcheck": "false"}
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.kind.choices = [("", _l("Any")), *KIND.choices]

"""What is entered about a connection: switches, secrets that are never shown again, settings of the client."""

from wtforms import BooleanField, IntegerField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.commerce.connections.needs import DROP_SECRETS, DROP_SETTINGS, MALLS, PROTOCOLS, settings_of
from app.commerce.connections.operations import SWITCHES
from app.kernel.i18n import _l
from app.web.fields import DateField
from app.web.forms import VersionedForm

STOCK_WAYS = (
    ("off", _l("not at all")),
    ("api", _l("through the mall's interface")),
    ("drop", _l("by a file on a server (FTP, SFTP)")),
    ("download", _l("by a file that I download here")),
)


class ConnectionForm(VersionedForm):
    """The switches; `form_for` adds what the mall needs."""

    stock_way = SelectField(_l("Stock is told"), choices=STOCK_WAYS)
    orders_on = BooleanField(_l("Fetch orders"))
    orders_minutes = IntegerField(_l("Every so many minutes"), [InputRequired(), NumberRange(1, 1440)])
    notices_on = BooleanField(_l("Tell shipments"))
    done_when_told = BooleanField(_l("A slip is finished once the shop knows of it"))
    expires_on = DateField(_l("Credentials end on"))

    @property
    def switches(self):
        """What is switched on."""
        return {name: getattr(self, name).data for name in SWITCHES}

    @property
    def settings(self):
        """What the client and the place for files are set to."""
        return {need.name: self._said(need) for need in settings_of(self.kind)}

    def secrets(self, service):
        """What was typed as secrets of a service."""
        needs = MALLS[self.kind].secrets if service == "api" else DROP_SECRETS
        return {need.name: (self[need.name].data or "").strip() for need in needs}

    def _said(self, need):
        value = self[need.name].data
        return value if need.kind in ("flag", "number") else (value or "").strip()


def form_for(channel, connection=None, expires_on=None, **options):
    """The form of a shop, filled with its connection; secrets are never filled."""
    fields = {"kind": channel.kind}
    for need in MALLS[channel.kind].secrets + DROP_SECRETS:
        fields[need.name] = _secret(need)
    for need in settings_of(channel.kind):
        fields[need.name] = _setting(need)
    made = type("ConnectionForm", (ConnectionForm,), fields)
    if connection is not None:
        kept = {need.name: need.default for need in settings_of(channel.kind)} | connection.settings
        kept |= {name: getattr(connection, name) for name in SWITCHES}
        options["data"] = kept | {"version": connection.version, "expires_on": expires_on}
    return made(**options)


def _secret(need):
    rules = [Optional(), Length(max=10_000)]
    if need.kind == "long":
        return TextAreaField(need.label, rules, description=need.help)
    return PasswordField(need.label, rules, description=need.help, render_kw={"autocomplete": "new-password"})


def _setting(need):
    if need.kind == "flag":
        return BooleanField(need.label, description=need.help)
    if need.kind == "number":
        return IntegerField(need.label, [Optional(), NumberRange(0, 65_535)], description=need.help)
    if need.name == "drop_kind":
        return SelectField(need.label, choices=PROTOCOLS)
    return StringField(need.label, [Length(max=300)], description=need.help)


GROUPS = {"drop": [one.name for one in DROP_SETTINGS + DROP_SECRETS]}
"""Names of the fields about the place for files, in their order."""

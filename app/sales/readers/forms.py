"""What an administrator says about who reads cards."""

from wtforms import PasswordField, RadioField, SelectField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.sales.readers.model import GOOGLE, LOCAL
from app.web.forms import VersionedForm

SERVICES = ((LOCAL, _l("This machine: nothing leaves the house")), (GOOGLE, _l("Google Cloud Vision")))
REGIONS = (
    ("", _l("wherever Google chooses")),
    ("eu", _l("in the European Union")),
    ("us", _l("in the United States")),
)


class ReaderForm(VersionedForm):
    """The choice, and the key, which is never shown again."""

    service = RadioField(_l("Business cards are read by"), choices=SERVICES, default=LOCAL)
    key = PasswordField(_l("API key"), [Length(max=500)], render_kw={"autocomplete": "new-password"})
    region = SelectField(_l("Google reads them"), choices=REGIONS)

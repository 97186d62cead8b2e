"""The form of a further owner."""

from wtforms import SelectField

from app.kernel import clock
from app.kernel.i18n import _l
from app.records.kit.describing import Field
from app.records.pages.forms.inputs import LinkField, Present
from app.sales.owners.choices import ROLES
from app.web.fields import DateField
from app.web.forms import Form

COLLEAGUE = Field("user_id", _l("Our colleague"), "link", link="user", required=True)


class OwnerForm(Form):
    """Who, as what, from when on."""

    user_id = LinkField(COLLEAGUE.label, [Present()], of=COLLEAGUE)
    part = SelectField(_l("Part of the colleague"), choices=ROLES)
    since = DateField(_l("From"), default=clock.today)

"""The form of following up."""

from wtforms import SelectField, StringField
from wtforms.validators import Length

from app.kernel import clock
from app.kernel.i18n import _l
from app.records.kit.describing import Field
from app.records.pages.forms.inputs import LinkField, Present
from app.sales.follows.choices import LABELS
from app.web.fields import DateField
from app.web.forms import Form

CAMPAIGN = Field("campaign_id", _l("Campaign"), "link", link="campaign", required=True)


class FollowForm(Form):
    """About which campaign, how far, when."""

    campaign_id = LinkField(CAMPAIGN.label, [Present()], of=CAMPAIGN)
    status = SelectField(_l("How far we are"), choices=list(LABELS.items()))
    followed_on = DateField(_l("Followed up on"), default=clock.today)
    note = StringField(_l("Note on the follow-up"), [Length(max=200)])

"""What the trail says of following up."""

from app.kernel.i18n import _l
from app.sales.leads.record import LEAD

LEAD.sentences["lead.followed"] = _l("followed it up for %(campaign)s: %(status)s")

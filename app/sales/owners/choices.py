"""What a colleague does on a record, and which records have owners."""

from app.kernel.i18n import _l
from app.masters.partners.record import PARTNER
from app.sales.campaigns.record import CAMPAIGN
from app.sales.leads.record import LEAD
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.model import MAIN

KINDS = (PARTNER, OPPORTUNITY, CAMPAIGN, LEAD)
ROLES = (
    ("deputy", _l("Deputy in charge")),
    ("sales", _l("Sales support")),
    ("technical", _l("Technical support")),
    ("service", _l("After-sales service")),
    ("supervisor", _l("Supervisor")),
)
LABELS = {MAIN: _l("Person in charge"), **dict(ROLES)}

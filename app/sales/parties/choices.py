"""What somebody is in a record, and which records have parties."""

from app.kernel.i18n import _l
from app.masters.partners.record import PARTNER
from app.sales.activities.record import ACTIVITY
from app.sales.campaigns.record import CAMPAIGN
from app.sales.opportunities.record import OPPORTUNITY

KINDS = (PARTNER, OPPORTUNITY, CAMPAIGN, ACTIVITY)
ROLES = (
    ("decider", _l("Decision maker")),
    ("window", _l("First contact")),
    ("introducer", _l("Introduced us")),
    ("competitor", _l("Competitor")),
    ("ally", _l("Ally")),
)
MET = (("met", _l("Also met")),)
LABELS = dict((*ROLES, *MET))


def roles_of(kind):
    """The `(role, label)` pairs of a record type: activities only have people who were met."""
    return MET if kind is ACTIVITY else ROLES

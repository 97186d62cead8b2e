"""Who may know of an activity: it inherits the restriction of its opportunity (sales.md §2.4)."""

from sqlalchemy import or_, select

from app.records.disclosures.queries import disclosed
from app.sales.opportunities.model import Opportunity


def within(model, actor):
    """Clause: activities without an opportunity, or with one the actor may know of. None for the system."""
    if actor.kind == "system":
        return None
    known = select(Opportunity.id).where(
        Opportunity.tenant_id == model.tenant_id,
        Opportunity.id == model.opportunity_id,
        disclosed(Opportunity, actor),
    )
    return or_(model.opportunity_id.is_(None), known.exists())

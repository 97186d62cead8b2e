"""Noting how far we are with a lead."""

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.records.kit.queries import titles
from app.sales.follows.choices import LABELS
from app.sales.follows.model import CampaignFollow


def follow_up(lead, campaign_id, status, followed_on=None, note=""):
    """Set the status of the lead in a campaign; one line for each campaign. Raises Rejected."""
    name = titles("campaign", [campaign_id]).get(campaign_id)
    if name is None:
        raise Rejected("This entry does not exist any more. Choose another.", "campaign_id")
    session.refresh(lead, with_for_update=True)
    same = CampaignFollow.lead_id == lead.id, CampaignFollow.campaign_id == campaign_id
    one = session.scalars(select(CampaignFollow).where(*same)).one_or_none()
    if one is None:
        one = CampaignFollow(lead_id=lead.id, campaign_id=campaign_id)
        session.add(one)
    one.status, one.note = status, note
    one.followed_on, one.user_id = followed_on or clock.today(), context.actor().id
    session.flush()  # the page lists it
    label = f"{lead.code} {lead.name}"
    record("lead.followed", lead, label=label, campaign=name, status=str(LABELS[status]))
    return one

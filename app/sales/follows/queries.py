"""How leads are followed up, and what a campaign brought."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select

from app.access.users.model import User
from app.kernel.db import session
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import reach
from app.sales.campaigns.model import Campaign
from app.sales.follows.model import CampaignFollow
from app.sales.leads.model import Lead
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import WON


@dataclass(frozen=True)
class Result:
    """What a campaign brought: numbers, and yen without tax. `cost` None: not entered."""

    leads: int
    opportunities: int
    won: int
    amount: int
    gross: int
    cost: int | None

    @property
    def roi(self):
        """(won gross profit − cost) / cost in percent; None without a cost."""
        return round((self.gross - self.cost) * 100 / self.cost) if self.cost else None

    @property
    def cost_per_lead(self):
        """Yen for each lead; None without leads or cost."""
        return self.cost // self.leads if self.leads and self.cost is not None else None


def result_of(campaign):
    """The Result of a campaign, of opportunities the present actor may know of."""
    leads = select(func.count()).select_from(Lead)
    leads = leads.where(Lead.campaign_id == campaign.id, Lead.state != ARCHIVED).scalar_subquery()
    won = Opportunity.standing == WON
    found = select(
        leads,
        func.count(),
        func.count().filter(won),
        func.coalesce(func.sum(Opportunity.amount).filter(won), 0),
        func.coalesce(func.sum(Opportunity.gross).filter(won), 0),
    ).where(Opportunity.campaign_id == campaign.id, Opportunity.state != ARCHIVED, reach(OPPORTUNITY))
    return Result(*(int(one) for one in session.execute(found).one()), campaign.cost)


def statuses_in(campaign_id):
    """`{status: how many leads}` of a campaign; leads that came by it and nobody touched count as untouched."""
    one = CampaignFollow
    joined = and_(one.tenant_id == Lead.tenant_id, one.lead_id == Lead.id, one.campaign_id == campaign_id)
    status = func.coalesce(one.status, "untouched")
    found = (
        select(status, func.count())
        .select_from(Lead)
        .outerjoin(one, joined)
        .where(Lead.state != ARCHIVED, (Lead.campaign_id == campaign_id) | one.id.is_not(None))
        .group_by(status)
    )
    return dict(session.execute(found).all())


def follows(lead_id):
    """Rows of campaign_id, campaign, status, followed_on, who, note of a lead; the one it came by is among them."""
    one = CampaignFollow
    followed = and_(
        one.tenant_id == Campaign.tenant_id, one.campaign_id == Campaign.id, one.lead_id == lead_id
    )
    came_by = select(Lead.campaign_id).where(Lead.id == lead_id).scalar_subquery()
    found = (
        select(
            Campaign.id.label("campaign_id"), Campaign.name.label("campaign"),
            func.coalesce(one.status, "untouched").label("status"), one.followed_on, User.name.label("who"),
            func.coalesce(one.note, "").label("note"),
        )
        .select_from(Campaign)
        .outerjoin(one, followed)
        .outerjoin(User, and_(User.tenant_id == one.tenant_id, User.id == one.user_id))
        .where((Campaign.id == came_by) | one.id.is_not(None))
        .order_by(Campaign.starts_on.desc(), Campaign.id)
    )  # fmt: skip
    return session.execute(found).all()

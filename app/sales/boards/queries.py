"""The cards of the board and what is marked on them."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.lists.queries import narrowed
from app.sales.activities.model import RESULT, Activity
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import OPEN
from app.sales.phases.queries import phases

MOST = 500
"""So many cards are drawn; more are in the list."""


@dataclass
class Column:
    """A phase with its cards; `amount` their sum, `weighted` by the probability of each, in yen without tax."""

    phase: Any
    cards: list = field(default_factory=list)
    amount: int = 0
    weighted: int = 0


def board(question):
    """`([Column], whether cards are left out)`: open opportunities the question finds, and those closed this month."""
    columns = {one.id: Column(one) for one in session.scalars(phases())}
    rows = session.execute(_cards(question)).all()
    for row in rows[:MOST]:
        column = columns.get(row.phase_id)
        if column is not None:
            column.cards.append(row)
            column.amount += row.amount
            column.weighted += row.amount * row.probability // 100
    return list(columns.values()), len(rows) > MOST


def _cards(question):
    model = Opportunity
    last_act = (
        select(func.max(Activity.starts_at))
        .where(
            Activity.tenant_id == model.tenant_id,
            Activity.opportunity_id == model.id,
            Activity.standing == RESULT,
        )
        .correlate(model)
        .scalar_subquery()
    )
    found = (
        select(
            model.id, model.phase_id, model.name, model.amount, model.probability, model.standing,
            model.expected_on, model.first_expected_on, model.next_step, model.next_on, model.entered_phase_at,
            model.version, Partner.name.label("partner"), User.name.label("owner"), last_act.label("last_act"),
        )
        .outerjoin(Partner, and_(Partner.tenant_id == model.tenant_id, Partner.id == model.partner_id))
        .outerjoin(User, and_(User.tenant_id == model.tenant_id, User.id == model.owner_id))
        .where(or_(model.standing == OPEN, model.closed_on >= clock.today().replace(day=1)))
        .order_by(model.expected_on, model.id)
        .limit(MOST + 1)
    )  # fmt: skip
    return narrowed(OPPORTUNITY, question, found)

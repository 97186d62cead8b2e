"""Questions about rules, and the names of what they speak of."""

from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.commerce.channels.model import Channel
from app.commerce.customers.model import CustomerRank
from app.commerce.labels.queries import accounts
from app.commerce.robot.model import RobotDeed, RobotRule, RobotRun
from app.commerce.slips.marking import marks
from app.commerce.slips.model import Slip
from app.kernel.db import session
from app.kernel.ids import id_of
from app.masters.products.model import Product


@dataclass
class Names:
    """`{id as text: name}` of what rules refer to. Something that is gone is called by nothing."""

    channels: dict = field(default_factory=dict)
    ranks: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    products: dict = field(default_factory=dict)
    accounts: dict = field(default_factory=dict)


def names_for(rules):
    """The Names for some rules: all shops, ranks, marks and contracts, and the products they speak of."""
    asked = {id_of(one) for rule in rules for one in _products(rule.conditions)}
    shops = select(Channel.id, Channel.name).where(Channel.state == "active").order_by(Channel.code)
    ranks = select(CustomerRank.id, CustomerRank.name).order_by(CustomerRank.from_count)
    products = select(Product.id, Product.code).where(Product.id.in_(asked)).order_by(Product.code)
    return Names(
        _by_text(session.execute(shops)),
        _by_text(session.execute(ranks)),
        {str(row.id): row.name for row in marks()},
        _by_text(session.execute(products)) if asked else {},
        {str(one.id): one.name for one in session.scalars(accounts())},
    )


def _products(conditions):
    return [*conditions.get("only", {}).get("products", ()), *conditions.get("holds", ())]


def _by_text(rows):
    return {str(one): name for one, name in rows}


def rules():
    """The rules that one may open."""
    return select(RobotRule).where(RobotRule.retired_at.is_(None))


def deeds_done():
    """`{rule id: (deeds, the last one)}`."""
    found = select(RobotDeed.rule_id, func.count(), func.max(RobotDeed.created_at)).group_by(
        RobotDeed.rule_id
    )
    return {rule_id: (count, last) for rule_id, count, last in session.execute(found)}


def deed_rows(rule_id=None):
    """Deeds with their rule and slip, for a list."""
    found = (
        select(
            RobotDeed.id,
            RobotDeed.created_at.label("sort_value"),
            RobotDeed.slip_id,
            RobotDeed.matched,
            RobotDeed.done,
            RobotDeed.refused,
            RobotRule.name.label("rule"),
            RobotRule.id.label("rule_id"),
            Slip.order_number,
            Slip.slip_no,
        )
        .join(RobotRule, RobotRule.id == RobotDeed.rule_id)
        .join(Slip, Slip.id == RobotDeed.slip_id)
    )
    return found if rule_id is None else found.where(RobotDeed.rule_id == rule_id)


def deeds_of(slip_id, most=50):
    """What the robot did to a slip, newest first."""
    found = deed_rows().where(RobotDeed.slip_id == slip_id)
    return session.execute(found.order_by(RobotDeed.created_at.desc(), RobotDeed.id).limit(most)).all()


def troubles(most=5):
    """`[(when, [[rule, sentence], …])]` of the last runs in which a rule could not work."""
    found = select(RobotRun.created_at, RobotRun.trouble).where(func.jsonb_array_length(RobotRun.trouble) > 0)
    return session.execute(found.order_by(RobotRun.created_at.desc(), RobotRun.id).limit(most)).all()

"""フォロー: some days after shipping one mail to each order, planned by a job that looks every half hour."""

import datetime as dt

from sqlalchemy import exists, func, select

from app.commerce.mails.model import OrderMail, ShopMailing
from app.commerce.mails.planning import plan
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import DONE, OPEN, RETURNED, SHIPPED
from app.kernel import clock
from app.kernel.db import session

LATE = 3
"""Days for which a look that did not come is made up for; older orders are left alone when a shop begins."""


def plan_follow_ups():
    """Plan the follow-up of every order whose last parcel left so many days ago. Returns how many were planned.

    Orders with a slip still to be sent, or that came back, get none. An order gets one, whatever is split or bundled.
    """
    wanting = session.scalars(select(ShopMailing).where(ShopMailing.follow_days > 0)).all()
    return sum(len(plan(_due(one), "follow").ids) for one in wanting)


def is_wanted():
    """Whether any shop wants follow-ups."""
    return (
        session.scalars(select(ShopMailing.id).where(ShopMailing.follow_days > 0).limit(1)).first()
        is not None
    )


def _due(shop):
    """Ids of slips of the orders that are due (`plan` takes one for each order)."""
    day = clock.today() - dt.timedelta(days=shop.follow_days)
    told = exists().where(OrderMail.about_id == Slip.order_id, OrderMail.kind == "follow")
    other = select(Slip.order_id).where(
        Slip.channel_id == shop.channel_id, Slip.status.in_((*OPEN, RETURNED))
    )
    found = (
        select(Slip.order_id)
        .where(
            Slip.channel_id == shop.channel_id,
            Slip.status.in_((SHIPPED, DONE)),
            Slip.shipped_on > day - dt.timedelta(days=LATE),
            ~told,
            Slip.order_id.not_in(other),
        )
        .group_by(Slip.order_id)
        .having(func.max(Slip.shipped_on) <= day)
    )
    return session.scalars(
        select(Slip.id)
        .where(Slip.order_id.in_(found), Slip.parent_no.is_(None))
        .order_by(Slip.order_id, Slip.slip_no)
    ).all()

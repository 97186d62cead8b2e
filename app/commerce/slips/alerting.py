"""Raising alerts for orders that are there already, and keeping the counts on their slips true."""

from sqlalchemy import and_, case, func, or_, select, true, update

from app.commerce.alerts.kinds import KINDS, QUIET, RED
from app.commerce.alerts.model import Alert
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.db import forget, session

GONE = "gone"
"""Answer of an alert that the next look did not find any more."""


def raise_alert(order_id, kind, *, slip_id=None, facts=None, proposal=None):
    """An open alert of `kind`, unless the same is open already. The caller recounts."""
    standing = session.scalar(
        select(Alert.id).where(
            Alert.order_id == order_id,
            Alert.kind == kind,
            Alert.slip_id.is_(None) if slip_id is None else Alert.slip_id == slip_id,
            Alert.answered_at.is_(None),
        )
    )
    if standing is None:
        session.add(
            Alert(
                order_id=order_id,
                slip_id=slip_id,
                kind=kind,
                severity=KINDS[kind].severity,
                facts=facts or {},
                proposal=proposal,
            )
        )


def renew(order_id, rows, kinds):
    """What the checks find now (`entering.alert_rows`) in the place of what they found before.

    An alert that was answered stays answered while its facts are the same. Open ones of `kinds` that are not found any
    more are closed.
    """
    held = session.scalars(select(Alert).where(Alert.order_id == order_id)).all()
    known = {(one.kind, one.slip_id): one for one in held}
    found = {(row["kind"], row["slip_id"]): row for row in rows}
    for key, one in known.items():
        if one.answered_at is None and one.kind in kinds and key not in found:
            one.answer, one.answered_at = GONE, clock.now()
    for key, row in found.items():
        one = known.get(key)
        if one is None or (one.answered_at is not None and one.facts != row["facts"]):
            session.add(Alert(**row))
        elif one.answered_at is None:
            one.facts, one.proposal = row["facts"], row["proposal"]


def recount(order_ids):
    """Set `alert_count` (those that stop) and `worst_alert` of all slips of some orders, in one statement."""
    session.flush()
    mine = and_(
        Alert.order_id == Slip.order_id,
        or_(Alert.slip_id.is_(None), Alert.slip_id == Slip.id),
        Alert.answered_at.is_(None),
    )
    count, stopping, red = (
        select(func.count()).select_from(Alert).where(mine, which).correlate(Slip).scalar_subquery()
        for which in (true(), Alert.kind.not_in(QUIET), Alert.severity == RED)
    )
    session.execute(
        update(Slip)
        .where(Slip.order_id.in_(order_ids))
        .values(
            alert_count=stopping,
            worst_alert=case((red > 0, RED), (count > 0, "yellow"), else_=""),
        )
        .execution_options(synchronize_session=False)
    )
    forget(Slip, order_ids, "order_id")

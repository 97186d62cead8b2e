"""Answering an alert with one click."""

from sqlalchemy import select

from app.commerce.alerts.kinds import KINDS
from app.commerce.alerts.model import Alert
from app.commerce.slips.addressing import readdress
from app.commerce.slips.alerting import recount
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import cancel
from app.commerce.slips.settling import settle
from app.commerce.slips.splitting import split_by_temperature
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

ADDRESS_KINDS = ("postal_unknown", "postal_mismatch", "postal_town")


def answer(alert, code, *, choice=0, by=None):
    """Answer one alert; the slips it stopped go on when it was the last.

    `code`: accept, correct, split, cancel (of `kinds.ANSWERS`; edit and map lead to forms). `choice`: which
    of several corrections. Raises Rejected for an answer that does not fit, Conflict when somebody answered before.
    """
    by = by or context.actor()
    if alert.answered_at is not None:
        raise Conflict("Somebody else has answered this already.")
    if code != "accept" and code not in KINDS[alert.kind].answers:
        raise Rejected("This alert cannot be answered like that.")
    slips = session.scalars(
        select(Slip).where(Slip.order_id == alert.order_id).order_by(Slip.id).with_for_update()
    ).all()
    mine = [slip for slip in slips if alert.slip_id in (None, slip.id)]
    if code == "correct":
        _correct(alert, mine, choice, by)
    elif code == "split":
        for slip in mine:
            split_by_temperature(slip, by=by)
    elif code == "cancel":
        cancel([slip.id for slip in slips], by=by)
    close([alert], code, by=by)
    record("alert.answered", mine[0] if mine else None, by=by, kind=alert.kind, answer=code)
    recount([alert.order_id])
    settle(session.scalars(select(Slip.id).where(Slip.order_id == alert.order_id)).all(), why="alert")


def close(alerts, code, *, by):
    """Mark alerts as answered."""
    for alert in alerts:
        alert.answer, alert.answered_by, alert.answered_at = code, by.name, clock.now()


def accept_all(slip_ids, kinds, *, by=None):
    """Accept the open alerts of some kinds on many slips at once. Returns how many that were."""
    by = by or context.actor()
    orders = select(Slip.order_id).where(Slip.id.in_(slip_ids))
    found = session.scalars(
        select(Alert).where(Alert.order_id.in_(orders), Alert.kind.in_(kinds), Alert.answered_at.is_(None))
    ).all()
    close(found, "accept", by=by)
    touched = {alert.order_id for alert in found}
    recount(touched)
    settle(session.scalars(select(Slip.id).where(Slip.order_id.in_(touched))).all(), why="alert")
    return len(found)


def _correct(alert, slips, choice, by):
    proposal = alert.proposal or {}
    for slip in slips:
        if "phone" in proposal:
            readdress(slip, by=by, phone=proposal["phone"])
        elif alert.kind in ADDRESS_KINDS and proposal.get("corrections"):
            of, code, address = proposal["corrections"][choice]
            readdress(slip, by=by, postal=code, **({"address": address} if of == "address" else {}))
        else:
            raise Rejected("There is nothing to put right by itself. Please correct it by hand.")

"""A mail that a person writes for one order: made at once, so that what was seen is what is sent."""

from dataclasses import replace

from sqlalchemy import select

from app.commerce.mails.choosing import written
from app.commerce.mails.composing import Composer, Unsendable
from app.commerce.mails.gathering import gather
from app.commerce.mails.model import OrderMail
from app.commerce.mails.placeholders import check_text
from app.commerce.mails.planning import plan
from app.commerce.mails.sending import hand_over, keep
from app.commerce.mails.wording import reason
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.mail import send_sealed


def write(slip_id, kind, subject, body, *, by=None):
    """Send a text to the buyer of a slip; it waits for the morning when it is night. Returns the OrderMail.

    Raises Rejected for unknown placeholders and when the order cannot be written to.
    """
    by = by or context.actor()
    composed = compose_written(slip_id, kind, subject, body)
    planned = plan([slip_id], kind, by=by, again=True)
    row = session.scalars(select(OrderMail).where(OrderMail.id == planned.ids[0])).one()
    keep(row, composed)
    record("order_mail.sent_by_hand", None, by=by, label=row.label, kind=kind)
    if row.due_at <= clock.now():
        hand_over(row, gather([slip_id])[slip_id])
    session.flush()
    return row


def compose_written(slip_id, kind, subject, body, *, preview=False, message=""):
    """The Composed mail of a text for a slip. Raises Rejected with the reason when it cannot be sent."""
    check_text(subject, "subject")
    check_text(body, "body")
    facts = replace(gather([slip_id])[slip_id], message=message)
    try:
        return Composer(kind).compose(facts, chosen=written(subject, body), preview=preview)
    except Unsendable as why:
        raise Rejected(reason(why.why, why.facts), "body") from None


def send_to_oneself(composed, channel, address, sender):
    """A mail that only its writer gets, to see how it arrives."""
    letter = replace(
        composed.letter, to_address=address, to_name="", subject=f"[TEST] {composed.letter.subject}"
    )
    return send_sealed(letter, sender=sender, route=f"shop:{channel.id}", kind="commerce/test")

"""What happens to slips ends in mails, where the shop wants it; what happens to mails is noted on their rows."""

from sqlalchemy import exists, select, update
from sqlalchemy.orm import aliased

from app.commerce.mails import bounces, following
from app.commerce.mails.gathering import mailed_kinds, mailings
from app.commerce.mails.model import OrderMail
from app.commerce.mails.planning import later, plan
from app.commerce.mails.sending import ROUTE
from app.commerce.mails.servers import url_of
from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import CANCELLED, CHECK, HELD, NEW, SHIPPED, UNPAID
from app.kernel import clock, context
from app.kernel.among import among
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform import jobs
from app.platform.mail.delivering import route

WAITING = (NEW, CHECK, HELD, CANCELLED)
"""An order with a slip in one of these is not thanked for yet."""
QUIET = ("undo", "import")
"""Reasons of moves that tell nobody anything new."""


@subscribe("slips.moved")
def _tell_buyers(moved, why):
    """Thanks once the checks are done, the payment when it came, the parcel when it left."""
    if why in QUIET:
        return
    ways = {
        "thanks": lambda: _checked([one for one, before, to in moved if _done(before, to, (NEW, CHECK))]),
        "paid": lambda: _paid([one for one, before, to in moved if _done(before, to, (UNPAID,))]),
        "shipped": lambda: [one for one, _before, to in moved if to == SHIPPED],
    }
    for kind in mailed_kinds():
        if ids := ways[kind]():
            _plan_where_wanted(ids, kind)


def _done(before, to, waited):
    return before in waited and to not in WAITING


def _plan_where_wanted(slip_ids, kind):
    rows = session.execute(select(Slip.id, Slip.channel_id).where(among(Slip.id, slip_ids))).all()
    for channel_id, shop in mailings({row.channel_id for row in rows}).items():
        if getattr(shop, kind):
            ids = [row.id for row in rows if row.channel_id == channel_id]
            plan(ids, kind, at=later(clock.now(), shop.delay_minutes), by=context.SYSTEM)


def _checked(slip_ids):
    """Slips of orders of which no slip waits for anybody's eyes."""
    other = aliased(Slip)
    waits = exists().where(other.order_id == Slip.order_id, other.status.in_(WAITING[:3]))
    return session.scalars(select(Slip.id).where(among(Slip.id, slip_ids), ~waits)).all() if slip_ids else []


def _paid(slip_ids):
    """Slips whose order was paid (an order may stop waiting for another reason)."""
    found = select(Slip.id).join(Order, Order.id == Slip.order_id).where(Order.paid_on.is_not(None))
    return session.scalars(found.where(among(Slip.id, slip_ids))).all() if slip_ids else []


@subscribe("mail.sent")
def _note_sent(mail):
    """The server took it."""
    _settle(mail, state="sent", sent_at=mail.sent_at, why="", facts={})


@subscribe("mail.refused")
def _note_refused(mail):
    """The server refused it, or could not be reached for hours."""
    _settle(mail, state="failed", why="refused", facts={"said": mail.error or ""})


def _settle(mail, **values):
    if mail.sealed is not None:
        session.execute(
            update(OrderMail)
            .where(OrderMail.mail_id == mail.id, OrderMail.state == "sending")
            .values(**values)
            .execution_options(synchronize_session="fetch")
        )


@route(ROUTE)
def _server_of_shop(channel_id):
    """A shop's own server for its mails."""
    return url_of(channel_id)


@subscribe("customer.answered")
def _tell_of_answer(slip_id):
    """A clerk answered on the customer's page: a mail says so."""
    plan([slip_id], "answer", again=True)


@subscribe("minute.passed")
def _look_around():
    """Every half hour for follow-ups that are due, every ten minutes into the mailboxes of returned mails."""
    minute = clock.now().minute
    if minute % 30 == 0 and following.is_wanted():
        jobs.after_commit("commerce.mails.follow_up")
    if minute % 10 == 5:
        for channel_id in bounces.shops_with_mailbox():
            jobs.after_commit("commerce.mails.read_returned", channel_id=channel_id)

"""What a rule does to its slips: every action is one verb for all of them, and says which slips it left alone."""

from sqlalchemy import select, update

from app.commerce.alerts.kinds import KINDS, YELLOW
from app.commerce.carriers.model import CarrierAccount
from app.commerce.checks.gathering import rules_of
from app.commerce.labels.batching import MOST, open_batch
from app.commerce.mails.kinds import KINDS as MAILS
from app.commerce.mails.planning import plan
from app.commerce.orders.model import Order
from app.commerce.slips.answering import accept_all
from app.commerce.slips.marking import mark, unmark
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import hold, move
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import (
    BEFORE_SHIPPING,
    CANCELLED,
    CHECK,
    DONE,
    SHORT,
    UNALLOCATED,
    WORKING,
)
from app.commerce.stock.bulk import update_rows
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import id_of
from app.platform.audit import record_many

SETTABLE = ("carrier", "service", "pieces", "temperature")
GOALS = (CHECK, UNALLOCATED, WORKING, DONE, CANCELLED)
"""Where a rule may send slips: the stock alone makes them ready, a tracking number alone makes them sent."""
ACCEPTABLE = tuple(one.name for one in KINDS.values() if one.severity == YELLOW)
MAILABLE = tuple(name for name in MAILS if name != "answer")
"""Mails that a rule may send: an answer needs somebody who gave it."""
LEFT, EARLY, MAILED = "left", "early", "mailed"
"""Codes: the slip has left and travels as it is; it has not left, and the mail would say so; it has this mail."""
_PORTION = 5_000
_MAILS_AT_ONCE = 500


def perform(actions, ids, *, why, by):
    """Do the actions of a rule, in ORDER, to slips. `{slip id: {action: code}}` of what could not be."""
    refused, ids = {}, sorted(ids)
    for name, act in _ACTS.items():
        if name in actions:
            for slip_id, code in (act(ids, actions[name], why, by) or {}).items():
                refused.setdefault(slip_id, {})[name] = code
    return refused


def _accept(ids, kinds, why, by):
    accept_all(ids, [one for one in kinds if one in ACCEPTABLE], by=by)


def _set(ids, values, why, by):
    return _write(ids, {name: values[name] for name in SETTABLE if name in values}, by)


def _plan(ids, asked, why, by):
    return _write(ids, {"planned_on": rules_of().next_shipping_day}, by)


def _write(ids, values, by):
    """Set columns of slips that have not left yet."""
    columns = [getattr(Slip, name) for name in values]
    rows = session.execute(
        select(Slip.id, Slip.order_number, Slip.slip_no, *columns)
        .where(Slip.id.in_(ids), Slip.status.in_(BEFORE_SHIPPING))
        .order_by(Slip.id)
        .with_for_update()
    ).all()
    changed = {
        row.id: (f"{row.order_number}-{row.slip_no}", changes)
        for row in rows
        if (changes := {n: [getattr(row, n), v] for n, v in values.items() if getattr(row, n) != v})
    }
    session.execute(
        update(Slip)
        .where(Slip.id.in_(list(changed)))
        .values(**values, version=Slip.version + 1, changed_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    told = ((one, label, {"changes": changes}) for one, (label, changes) in changed.items())
    record_many("slip.changed", "slips", told, by=by)
    return dict.fromkeys(set(ids) - {row.id for row in rows}, LEFT)


def _mark(ids, marks, why, by):
    for one in marks:
        for at in range(0, len(ids), _PORTION):
            mark(ids[at : at + _PORTION], id_of(one))


def _unmark(ids, marks, why, by):
    for one in marks:
        unmark(ids, id_of(one))


def _note(ids, text, why, by):
    """Add a line to the memos of the orders, once. Memos are sealed, so they are opened here and nowhere kept."""
    orders = session.execute(
        select(Order.id, Order.number, Order.memo)
        .where(Order.id.in_(select(Slip.order_id).where(Slip.id.in_(ids))))
        .order_by(Order.id)
        .with_for_update()
    ).all()
    fresh = [row for row in orders if text not in (row.memo or "").splitlines()]
    if fresh:
        sealed = [(row.id, Order.memo.type.seal(f"{row.memo}\n{text}".strip())) for row in fresh]
        update_rows(
            "orders", ("id",), {"id": "uuid", "memo": "bytea"}, sealed, ", version = orders.version + 1"
        )
        record_many("slip.memo", "orders", ((row.id, row.number, {}) for row in fresh), by=by)


def _allocate(ids, asked, why, by):
    """Look where slips belong, and ask the stock once more for those that wait for goods."""
    waiting = session.scalars(select(Slip.id).where(Slip.id.in_(ids), Slip.status == SHORT)).all()
    moved = move(waiting, UNALLOCATED, why=why, by=by) + settle(ids, why=why)
    return moved.refused


def _move(ids, to, why, by):
    return move(ids, to, why=why, by=by).refused


def _hold(ids, reason, why, by):
    return hold(ids, reason, why=why, by=by).refused


def _label(ids, account_id, why, by):
    """Put slips that are ready into a draft of labels of a contract; more than fit into one file make several."""
    account = session.get(CarrierAccount, (context.tenant_id(), id_of(account_id)))
    if account is None or account.state != "active":
        raise Rejected("The contract with the carrier is not in use any more.")
    refused = {}
    for at in range(0, len(ids), MOST):
        day = rules_of().next_shipping_day
        refused |= open_batch(ids[at : at + MOST], account, day, by=by).refused
    return refused


def _mail(ids, kind, why, by):
    """Plan a mail for each slip, or for its order. Each gets a kind of mail once, whoever asks for it."""
    needs, ready = MAILS[kind].needs, ids
    if needs:
        far = select(Slip.id).where(Slip.id.in_(ids), Slip.status.in_(needs))
        ready = session.scalars(far.order_by(Slip.id)).all()
    refused = dict.fromkeys(set(ids) - set(ready), EARLY)
    for at in range(0, len(ready), _MAILS_AT_ONCE):
        planned = plan(ready[at : at + _MAILS_AT_ONCE], kind, by=by)
        refused |= dict.fromkeys(planned.skipped, MAILED)
    return refused


_ACTS = {
    "accept": _accept,
    "set": _set,
    "plan": _plan,
    "mark": _mark,
    "unmark": _unmark,
    "note": _note,
    "allocate": _allocate,
    "move": _move,
    "hold": _hold,
    "label": _label,
    "mail": _mail,
}
ORDER = tuple(_ACTS)
"""Names of actions in the order in which they are done."""

"""What can be done to many slips at once: `ACTS[name](slip_ids, content) -> Moved`."""

import datetime as dt

from sqlalchemy import select, update

from app.commerce.alerts.kinds import KINDS, YELLOW
from app.commerce.slips.answering import accept_all
from app.commerce.slips.marking import mark, unmark
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import Moved, cancel, hold, move, release
from app.commerce.slips.paying import pay
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import BEFORE_SHIPPING, HELD, NEW, READY, SHORT, UNALLOCATED, WORKING
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record_many

SETTABLE = ("planned_on", "carrier", "service", "temperature", "pieces", "slot", "wished_on")
"""Columns of a slip that may be set for many at once."""


def _allocate(ids, content):
    """Look again where slips belong, and ask the stock once more for those that wait for goods."""
    waiting = session.scalars(select(Slip.id).where(Slip.id.in_(ids), Slip.status == SHORT)).all()
    return move(waiting, UNALLOCATED, why="person") + settle(ids, why="person")


def _accept(ids, content):
    """Accept what is only yellow; red alerts want a look each."""
    before = dict(session.execute(select(Slip.id, Slip.status).where(Slip.id.in_(ids))).all())
    accept_all(ids, [one.name for one in KINDS.values() if one.severity == YELLOW])
    after = dict(session.execute(select(Slip.id, Slip.status).where(Slip.id.in_(ids))).all())
    return Moved([(one, before[one], after[one]) for one in before if before[one] != after[one]])


def _back(ids, content):
    """Put slips that are being packed back among those that wait to be; what waits for goods is not ready by that."""
    packed = session.scalars(select(Slip.id).where(Slip.id.in_(ids), Slip.status == WORKING)).all()
    others = dict.fromkeys(set(ids) - set(packed), "status")
    return move(packed, READY, why="person") + Moved([], others)


def _pay(ids, content):
    orders = session.scalars(select(Slip.order_id).where(Slip.id.in_(ids)).distinct()).all()
    return pay(orders, dt.date.fromisoformat(content["on"]))


def _set(ids, content):
    """Set one column of slips that have not left yet."""
    name, value = content["field"], content["value"]
    column = getattr(Slip, name)
    if name.endswith("_on"):
        value = dt.date.fromisoformat(value) if value else None
    rows = session.execute(
        select(Slip.id, Slip.order_number, Slip.slip_no, column)
        .where(Slip.id.in_(ids), Slip.status.in_(BEFORE_SHIPPING))
        .order_by(Slip.id)
        .with_for_update()
    ).all()
    session.execute(
        update(Slip)
        .where(Slip.id.in_([row.id for row in rows]))
        .values({name: value, "version": Slip.version + 1, "changed_at": clock.now()})
        .execution_options(synchronize_session="fetch")
    )
    record_many(
        "slip.changed",
        "slips",
        ((row.id, f"{row.order_number}-{row.slip_no}", {"changes": {name: [row[3], value]}}) for row in rows),
    )
    changed = {row.id for row in rows}
    return Moved([], {one: "status" for one in ids if one not in changed})


def _mark(ids, content):
    mark(ids, content["mark"])
    return Moved()


def _unmark(ids, content):
    unmark(ids, content["mark"])
    return Moved()


ACTS = {
    "allocate": _allocate,
    "accept": _accept,
    "work": lambda ids, content: move(ids, WORKING, why="person"),
    "back": _back,
    "hold": lambda ids, content: hold(ids, content["reason"]),
    "release": lambda ids, content: release(ids),
    "cancel": lambda ids, content: cancel(ids, reason=content.get("reason", "")),
    "pay": _pay,
    "arrange": _set,
    "mark": _mark,
    "unmark": _unmark,
}


def take_back(moved):
    """Move slips back to where they were before an act: `[[id, from, to], …]`. What moved on since stays. Moved."""
    done, groups = Moved(), {}
    for one, before, to in moved:
        groups.setdefault((before, to), []).append(one)
    for (before, to), ids in groups.items():
        still = session.scalars(select(Slip.id).where(Slip.id.in_(ids), Slip.status == to)).all()
        if to == HELD:
            done += release(still)
        elif to == "cancelled":
            done += move(still, NEW, why="undo") + settle(still, why="undo")
        else:
            done += move(still, before, why="undo")
        done += Moved([], {one: "status" for one in ids if one not in still})
    return done

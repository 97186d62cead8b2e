"""Moving slips along their line (ec.md §4.1), one or thousands: what may go goes, the rest comes back with its reason.

A bundled slip travels with the one that carries it. Nothing here looks at alerts, payment or stock: `settling` decides
where a slip belongs and asks for the move.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import or_, select, update

from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import CANCELLED, HELD, MOVES
from app.kernel import clock, events
from app.kernel.among import among
from app.kernel.db import forget, session
from app.kernel.errors import Rejected
from app.platform.audit import record_many

REFUSALS = {
    "unknown": "This slip does not exist any more.",
    "bundled": "This slip travels inside another one. Move that one, or take it out first.",
    "status": "A slip cannot go there from where it is now.",
}


@dataclass
class Moved:
    """`moved`: `[(id, from, to)]`, with the carried ones. `refused`: `{id: code of REFUSALS}`."""

    moved: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)

    def __add__(self, other):
        return Moved(self.moved + other.moved, self.refused | other.refused)


def locked(slip_ids):
    """Rows `(id, order_id, order_number, slip_no, status, held_from, carried_by_id)` of slips and of what they carry.

    Locked in the order of their ids, so that two people never wait for each other in a circle.
    """
    asked = list(slip_ids)
    return session.execute(
        select(
            Slip.id,
            Slip.order_id,
            Slip.order_number,
            Slip.slip_no,
            Slip.status,
            Slip.held_from,
            Slip.carried_by_id,
        )
        .where(or_(among(Slip.id, asked), among(Slip.carried_by_id, asked)))
        .order_by(Slip.id)
        .with_for_update()
    ).all()


def move(slip_ids, to, *, why="", reason="", by=None):
    """Move slips to the status `to`. Returns Moved; publishes `slips.moved` for what went.

    `why` is a code for the trail (`person`, `intake`, `robot:…`), `reason` a person's words,
    kept with a held slip alone: they may name a customer, which the trail must not.
    A slip that is there already counts as neither.
    """
    rows = locked(slip_ids)
    by_id = {row.id: row for row in rows}
    found = Moved(refused={one: "unknown" for one in slip_ids if one not in by_id})
    going = []
    for row in rows:
        leader = by_id.get(row.carried_by_id, row)
        if row.carried_by_id and row.carried_by_id not in by_id:
            found.refused[row.id] = "bundled"
        elif to in (row.status, leader.status):
            continue
        elif to not in MOVES[row.status] and leader is row:
            found.refused[row.id] = "status"
        elif leader.id not in found.refused:
            going.append(row)
    return found + _set(going, to, why=why, reason=reason, by=by)


def release(slip_ids, *, why="person", by=None):
    """Give held slips back the status they were held in."""
    rows = [row for row in locked(slip_ids) if row.status == HELD]
    groups = defaultdict(list)
    for row in rows:
        groups[row.held_from].append(row)
    done = Moved(refused={one: "status" for one in slip_ids if one not in {row.id for row in rows}})
    for status, some in groups.items():
        done += _set(some, status, why=why, reason="", by=by)
    return done


def hold(slip_ids, reason, *, why="person", by=None):
    """Stop slips with a reason. Raises Rejected without one."""
    if not reason.strip():
        raise Rejected("Please say why the slip is put on hold.", "reason")
    return move(slip_ids, HELD, why=why, reason=reason.strip(), by=by)


def cancel(slip_ids, *, why="person", reason="", by=None):
    """Cancel slips; listeners free their stock."""
    return move(slip_ids, CANCELLED, why=why, reason=reason, by=by)


def _set(rows, to, *, why, reason, by):
    """Write the move of rows that may go."""
    if not rows:
        return Moved()
    now = clock.now()
    values = {"status": to, "version": Slip.version + 1, "changed_at": now}
    values |= (
        {"held_from": Slip.status, "hold_reason": reason}
        if to == HELD
        else {"held_from": None, "hold_reason": ""}
    )
    session.execute(
        update(Slip)
        .where(among(Slip.id, [row.id for row in rows]))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    forget(Slip, [row.id for row in rows])
    record_many(
        "slip.moved",
        "slips",
        (
            (row.id, f"{row.order_number}-{row.slip_no}", {"from": row.status, "to": to, "why": why})
            for row in rows
        ),
        by=by,
    )
    moved = [(row.id, row.status, to) for row in rows]
    events.publish("slips.moved", moved=moved, why=why)
    return Moved(moved)

"""One walk along the shelves for some slips."""

from sqlalchemy import func, select, update

from app.commerce.papers.gathering import gathered
from app.commerce.papers.making import in_order
from app.commerce.papers.work import picked
from app.commerce.picking.model import PickLine, PickRound, PickRoundSlip
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import move
from app.commerce.slips.statuses import READY, WORKING
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

MOST = 200
"""Slips of one round: more nobody carries."""


def begin(slip_ids, *, by=None):
    """Begin a round over slips that wait for shipping or are being packed; their packing begins.

    Slips of another open round, and those that may not be packed, are left out. Raises Rejected when none is left.
    """
    by = by or context.actor()
    ids = takeable(slip_ids)
    if len(ids) > MOST:
        raise Rejected("At most %(most)s slips at a time.", most=MOST)
    parcels = in_order(gathered(ids), "number")
    lines = picked(parcels)
    if not lines:
        raise Rejected("None of these slips can be picked now.")
    made = PickRound(started_by_id=by.id, started_by_name=by.name, created_at=clock.now())
    session.add(made)
    session.flush()
    session.add_all(
        PickRoundSlip(round_id=made.id, slip_id=one.id, place=place) for place, one in enumerate(parcels, 1)
    )
    session.add_all(
        PickLine(round_id=made.id, position=position, **facts) for position, facts in enumerate(lines, 1)
    )
    move([one.id for one in parcels], WORKING, why="picking", by=by)
    record("pick_round.begun", made, by=by, label=f"{made.created_at:%Y-%m-%d}", slips=len(parcels))
    session.flush()
    return made


def takeable(slip_ids):
    """Of these slips the ids of those that can be picked now; a bundled one stands for the one that carries it."""
    rows = session.execute(select(Slip.id, Slip.carried_by_id).where(Slip.id.in_(list(slip_ids)))).all()
    leaders = {row.carried_by_id or row.id for row in rows}
    busy = select(PickRoundSlip.slip_id).where(PickRoundSlip.open, PickRoundSlip.slip_id.in_(leaders))
    found = select(Slip.id).where(
        Slip.id.in_(leaders), Slip.status.in_((READY, WORKING)), Slip.id.not_in(busy)
    )
    return session.scalars(found.order_by(Slip.ordered_at, Slip.id)).all()


def lines_of(round_):
    """The lines along the shelves: what is still to be taken first."""
    found = select(PickLine).where(PickLine.round_id == round_.id)
    return session.scalars(
        found.order_by(PickLine.seen >= PickLine.wanted, PickLine.position).execution_options(
            populate_existing=True
        )
    ).all()


def slips_of(round_):
    """`[(place, slip)]` of a round."""
    found = (
        select(PickRoundSlip.place, Slip)
        .join(Slip, (Slip.id == PickRoundSlip.slip_id) & (Slip.tenant_id == PickRoundSlip.tenant_id))
        .where(PickRoundSlip.round_id == round_.id)
        .order_by(PickRoundSlip.place)
    )
    return session.execute(found).all()


def finish(round_, *, by=None):
    """The walk is over, with everything or without; its slips may be in another round again."""
    by = by or context.actor()
    session.refresh(round_, with_for_update=True)
    if round_.finished_at is not None:
        raise Conflict("This round is finished already.")
    round_.finished_at, round_.finished_by_name = clock.now(), by.name
    session.execute(update(PickRoundSlip).where(PickRoundSlip.round_id == round_.id).values(open=False))
    missing = session.scalar(
        select(func.coalesce(func.sum(PickLine.wanted - PickLine.seen), 0)).where(
            PickLine.round_id == round_.id
        )
    )
    record("pick_round.finished", round_, by=by, label=f"{round_.created_at:%Y-%m-%d}", missing=int(missing))
    return round_

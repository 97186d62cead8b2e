"""検品: every piece of a parcel goes through the hand once more before it is packed."""

from sqlalchemy import delete, select

from app.commerce.papers.gathering import gathered
from app.commerce.papers.work import picked
from app.commerce.picking.model import SlipCheck, SlipCheckLine
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY, WORKING
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record


def check_of(slip_id):
    """The check of a slip, None before it began."""
    found = select(SlipCheck).where(SlipCheck.slip_id == slip_id)
    return session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def begin(slip):
    """The check of a slip, begun when there is none; two people who begin at once share one. Raises Rejected."""
    found = check_of(slip.id)
    if found is not None:
        return found
    if slip.carried_by_id is not None:
        raise Rejected("This slip travels inside another one. Check that one.")
    if slip.status not in (READY, WORKING):
        raise Rejected("Only slips that are being packed are checked.")
    session.execute(select(Slip.id).where(Slip.id == slip.id).with_for_update())
    found = check_of(slip.id)
    if found is not None:
        return found
    check = SlipCheck(slip_id=slip.id, created_at=clock.now())
    session.add(check)
    session.flush()
    session.add_all(
        SlipCheckLine(check_id=check.id, position=position, **facts)
        for position, facts in enumerate(picked(gathered([slip.id])), 1)
    )
    session.flush()
    return check


def lines_of(check):
    """Lines of a check: what is missing first."""
    found = select(SlipCheckLine).where(SlipCheckLine.check_id == check.id)
    order = (SlipCheckLine.seen >= SlipCheckLine.wanted, SlipCheckLine.position)
    return session.scalars(found.order_by(*order).execution_options(populate_existing=True)).all()


def settle(check, slip, *, by=None):
    """Note 検品済 with who and when as soon as nothing is missing. Returns whether it is finished."""
    by = by or context.actor()
    session.refresh(check, with_for_update=True)
    lines = lines_of(check)
    if check.finished_at is None and lines and all(one.left == 0 for one in lines):
        check.finished_at, check.finished_by_id, check.finished_by_name = clock.now(), by.id, by.name
        record("slip.checked", slip, by=by, label=_label(slip), pieces=sum(one.wanted for one in lines))
    return check.finished_at is not None


def drop(check, slip, *, by=None):
    """Begin anew: the parcel was opened again, or its contents changed."""
    record("slip.check_dropped", slip, by=by, label=_label(slip))
    session.execute(delete(SlipCheck).where(SlipCheck.id == check.id))


def named(code):
    """The slip whose bar code (order number, hyphen, number of the slip) was scanned, or None."""
    number, _hyphen, no = code.strip().rpartition("-")
    if not (number and no.isdigit() and len(no) < 4):
        return None
    return session.scalars(select(Slip).where(Slip.order_number == number, Slip.slip_no == int(no))).first()


def _label(slip):
    return f"{slip.order_number}-{slip.slip_no}"

"""Booking by hand: a document around movements, and taking it back."""

from dataclasses import replace

from app.commerce.stock import moving
from app.commerce.stock.kinds import SLIPS
from app.commerce.stock.model import StockSlip
from app.commerce.stock.undoing import undo
from app.commerce.warehouses.operations import present_shelves
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.numbering import take

SOURCE = "slip"
_VERBS = {
    "receipt": moving.receive,
    "return": moving.take_back,
    "adjustment": moving.adjust,
    "transfer": moving.move,
    "shop_sale": moving.sell_in_shop,
}


def book(kind, lines, *, slip_id, warehouse_id=None, to_warehouse_id=None, happened_on=None, note=""):
    """Book StockLines as one document of `kind` (a code of SLIPS). Returns the StockSlip.

    `slip_id` was made with the form: sent twice, it is booked once. Raises Rejected without lines, for a quantity of
    nothing, a day to come, or a transfer to where the goods lie already.
    """
    known = session.get(StockSlip, (context.tenant_id(), slip_id))
    if known is not None:
        return known
    warehouse_id = warehouse_id or present_shelves().usual
    _check(kind, lines, warehouse_id, to_warehouse_id, happened_on)
    who = context.actor()
    slip = StockSlip(
        id=slip_id,
        number=take("stock_slip"),
        kind=kind,
        warehouse_id=warehouse_id,
        to_warehouse_id=to_warehouse_id if kind == "transfer" else None,
        happened_on=happened_on or clock.today(),
        line_count=len(lines),
        note=note,
        booked_at=clock.now(),
        booked_by_id=who.id,
        booked_by_name=who.name,
    )
    session.add(slip)
    session.flush()  # the audit line names it
    further = {"to": to_warehouse_id} if kind == "transfer" else {}
    facts = {"happened_on": slip.happened_on, "note": note, "subject": slip, "label": slip.number}
    placed = [replace(one, warehouse_id=one.warehouse_id or warehouse_id) for one in lines]
    _VERBS[kind](placed, source=SOURCE, source_id=slip.id, **further, **facts)
    return slip


def _check(kind, lines, warehouse_id, to_warehouse_id, happened_on):
    if kind not in SLIPS:
        raise Rejected("Choose what is to be booked.")
    if not lines:
        raise Rejected("Enter at least one line.", "lines")
    for number, line in enumerate(lines):
        if not line.quantity or (line.quantity < 0 and kind != "adjustment"):
            raise Rejected("Enter a quantity above zero.", f"lines-{number}-quantity")
    if kind == "transfer" and to_warehouse_id in (None, warehouse_id):
        raise Rejected("Choose another warehouse to move the goods to.", "to_warehouse_id")
    if happened_on and happened_on > clock.today():
        raise Rejected("This day is still to come.", "happened_on")


def undo_slip(slip, note=""):
    """Take everything back that the document booked, by counter movements; twice is once."""
    session.refresh(slip, with_for_update=True)
    if slip.undone_at is None:
        slip.undone_at, slip.undone_by_name = clock.now(), context.actor().name
        undo(SOURCE, slip.id, subject=slip, label=slip.number, note=note)

"""A stocktake from its beginning to the booking, and back."""

import uuid

from sqlalchemy import select, update

from app.commerce.stock import moving
from app.commerce.stock.lines import Counted
from app.commerce.stock.undoing import undo
from app.commerce.stocktakes.model import Stocktake, StocktakeLine
from app.commerce.stocktakes.noting import add_up, forget_lines, note_lines
from app.commerce.stocktakes.queries import counted_twice
from app.commerce.stocktakes.reading import LARGEST, read_figures
from app.commerce.warehouses.operations import present_shelves
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.masters.product_sets.queries import exploded
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import keep
from app.records.kit.acting import packed
from app.records.numbering import take

SOURCE = "stocktake"


def begin(*, warehouse_id=None, counted_on=None, name="", opening=False):
    """A stocktake of a warehouse, to be filled. `opening`: the first stock (初期在庫). Returns the Stocktake."""
    if counted_on and counted_on > clock.today():
        raise Rejected("This day is still to come.", "counted_on")
    who = context.actor()
    made = Stocktake(
        number=take("stocktake"),
        name=name,
        opening=opening,
        warehouse_id=warehouse_id or present_shelves().usual,
        state="open",
        counted_on=counted_on or clock.today(),
        started_at=clock.now(),
        started_by_id=who.id,
        started_by_name=who.name,
    )
    session.add(made)
    session.flush()  # lines and files refer to it
    record("stocktake.begun", made, label=made.number)
    return made


def note(stocktake, lines, emptied=()):
    """Note figures (Counted) that somebody typed, and forget those of the products in `emptied`."""
    _only(stocktake, "open")
    _refuse_sets(lines)
    note_lines(stocktake, lines)
    forget_lines(stocktake, emptied)
    add_up(stocktake)


def _refuse_sets(lines):
    if exploded([one.product_id for one in lines]):
        raise Rejected("A set has no stock of its own. Enter its parts.")


def take_file(stocktake, stream, file_name):
    """Take in a file of counted figures, in the background."""
    _only(stocktake, "open")
    file = keep(stream, file_name, subject=stocktake, purpose="import", limit=LARGEST)
    session.flush()  # the stocktake refers to the file
    _claim(stocktake, "open", "reading")
    stocktake.file_id, stocktake.file_name, stocktake.error = file.id, file.name, ""
    stocktake.refused_file_id, stocktake.refused_count = None, 0
    _ask("commerce.stocktakes.read", stocktake)
    record("stocktake.file_taken", stocktake, label=stocktake.number, file=file.name)


def read(stocktake_id):
    """Read the file that was taken in; finished ones are left alone."""
    stocktake = _row(stocktake_id)
    if stocktake.state != "reading":
        return
    try:
        read_figures(stocktake)
    except Rejected as refusal:
        stocktake.error = str(refusal)
    add_up(stocktake)
    stocktake.state = "open"


def start_booking(stocktake, *, version=None):
    """Book the differences in the background. Raises Rejected when there is no line."""
    _only(stocktake, "open")
    if not stocktake.line_count:
        raise Rejected("Nothing has been counted yet.")
    if version is not None and version != stocktake.version:
        raise Rejected("Figures were added in the meantime. Look at the differences again, then book them.")
    if code := counted_twice(stocktake):
        raise Rejected(
            "%(code)s is counted with lots and as a whole. Empty the figure of the whole on the sheet.",
            code=code,
        )
    _claim(stocktake, "open", "booking")
    stocktake.booked_by_name, stocktake.error = context.actor().name, ""
    _ask("commerce.stocktakes.book", stocktake)


def book(stocktake_id):
    """Book the differences as one document; finished ones are left alone."""
    stocktake = _row(stocktake_id)
    if stocktake.state != "booking":
        return
    moving.count(
        _counted(stocktake),
        source=SOURCE,
        source_id=stocktake.id,
        happened_on=stocktake.counted_on,
        subject=stocktake,
        label=stocktake.number,
    )
    stocktake.state, stocktake.booked_at = "booked", clock.now()


def _counted(stocktake):
    columns = (
        StocktakeLine.product_id, StocktakeLine.counted, StocktakeLine.warehouse_id, StocktakeLine.expected,
        StocktakeLine.lot, StocktakeLine.best_before, StocktakeLine.unit_cost, StocktakeLine.id,
    )  # fmt: skip
    found = select(*columns).where(
        StocktakeLine.stocktake_id == stocktake.id, StocktakeLine.counted != StocktakeLine.expected
    )
    rows = session.execute(found.order_by(StocktakeLine.code, StocktakeLine.id))
    return [
        Counted(row.product_id, row.counted, row.warehouse_id, row.expected, row.lot or None, *row[5:])
        for row in rows
    ]


def take_back(stocktake):
    """Undo the booking by counter movements; its figures can then be put right and booked as a new stocktake."""
    _only(stocktake, "booked")
    undo(SOURCE, stocktake.id, subject=stocktake, label=stocktake.number)
    stocktake.state = "discarded"
    record("stocktake.reopened", stocktake, label=stocktake.number)


def discard(stocktake):
    """Put an open stocktake away; nothing of it is booked."""
    _only(stocktake, "open")
    _claim(stocktake, "open", "discarded")
    record("stocktake.discarded", stocktake, label=stocktake.number)


def _only(stocktake, state):
    if stocktake.state != state:
        raise Rejected("This is not possible any more: the document has moved on. Please reload the page.")


def _claim(stocktake, before, after):
    """Of two people at once only one moves it on."""
    session.flush()  # pending changes come first
    moved = session.execute(
        update(Stocktake).where(Stocktake.id == stocktake.id, Stocktake.state == before).values(state=after)
    )
    session.refresh(stocktake)
    if moved.rowcount != 1:
        _only(stocktake, before)


def _ask(name, stocktake):
    job = jobs.after_commit(
        name, subject_id=stocktake.id, stocktake_id=stocktake.id, who=packed(context.actor())
    )
    stocktake.job_id = job.id


def _row(stocktake_id):
    found = session.get(Stocktake, (context.tenant_id(), uuid.UUID(str(stocktake_id))))
    if found is None:
        raise Permanent("the stocktake is gone")
    return found

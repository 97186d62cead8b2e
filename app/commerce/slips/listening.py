"""Stock follows the slips, and the slips follow the stock."""

from app.commerce.slips.allocating import allocate, give_back, lines_by_slip, waiting_slips
from app.commerce.slips.statuses import CANCELLED, CHECK, NEW, SHIPPED, UNALLOCATED, UNPAID, WORKING
from app.commerce.stock.reserving import LINE
from app.commerce.stock.shipping import ship, unship
from app.kernel.events import subscribe

UNRESERVED = (NEW, CHECK, UNPAID, UNALLOCATED, CANCELLED)
"""Nothing is set aside for slips in these statuses."""


@subscribe("slips.moved")
def _stock_follows(moved, why):
    """Goods of shipped slips leave the shelf, those of cancelled ones go back on it."""
    given_back = [one for one, before, to in moved if to in UNRESERVED and before not in UNRESERVED]
    if given_back:
        give_back(given_back)
    shipped = [one for one, _before, to in moved if to == SHIPPED]
    if shipped:
        ship(_lines(shipped), short=True)
    unshipped = [one for one, before, to in moved if before == SHIPPED and to == WORKING]
    if unshipped:
        unship(_lines(unshipped))


def _lines(slip_ids):
    return [line for some in lines_by_slip(slip_ids).values() for line in some]


@subscribe("stock.received")
@subscribe("stock.freed")
def _slips_follow(product_ids, served):
    """Slips that waited for goods are ready once everything in them is there."""
    waiting = waiting_slips(served[LINE]) if served.get(LINE) else []
    if waiting:
        allocate(waiting, why="stock")

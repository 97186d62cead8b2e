"""Background work of stocktakes, as the person who asked for it and in their language."""

from flask_babel import force_locale

from app.commerce.stocktakes import operations
from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.kit.acting import unpacked


@job("commerce.stocktakes.read", queue="bulk")
def read(stocktake_id, who):
    """Read a file of counted figures."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        operations.read(stocktake_id)


@job("commerce.stocktakes.book", queue="bulk", lease=1800)
def book(stocktake_id, who):
    """Book the differences of a stocktake."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        operations.book(stocktake_id)

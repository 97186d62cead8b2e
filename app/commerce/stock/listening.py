"""What stock does when a product becomes a set, or is made of something else."""

from sqlalchemy import select

from app.commerce.stock.model import StockBalance
from app.commerce.stock.telling import spread
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import subscribe


@subscribe("product_set.changing")
def refuse_what_lies_on_a_shelf(product_id, parts):
    """A set has no stock of its own: pieces of it that are booked somewhere would be lost from sight."""
    if not parts:
        return
    lying = select(StockBalance.id).where(StockBalance.product_id == product_id)
    lying = lying.where((StockBalance.on_hand != 0) | (StockBalance.reserved != 0))
    if session.scalar(lying.limit(1)):
        raise Rejected("This product has stock of its own. Book it out before you make it a set.")


@subscribe("product_set.changed")
def tell_the_shops(product_id):
    """Another number of it can be sold now."""
    spread({product_id})

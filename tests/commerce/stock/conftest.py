"""Products and warehouses to move."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.commerce.stock.lines import StockLine, Want
from app.commerce.stock.model import Reservation, StockBalance, StockMovement
from app.commerce.stock.moving import receive
from app.commerce.stock.verifying import differences
from app.commerce.warehouses.model import Warehouse
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product

MORNING = dt.datetime(2026, 11, 20, 9, tzinfo=clock.JST)


class Shop:
    """A small shop's stock, as tests speak of it. Use it inside an actor's context."""

    def product(self, code, **facts):
        """A new product."""
        made = Product(code=code, name=f"品物 {code}", tax_code="10", changed_at=clock.now(), **facts)
        session.add(made)
        session.flush()
        return made.id

    def warehouse(self, code, priority=10, **facts):
        """A new warehouse."""
        made = Warehouse(code=code, name=f"倉庫 {code}", priority=priority, changed_at=clock.now(), **facts)
        session.add(made)
        session.flush()
        return made.id

    def stocked(self, code, quantity, warehouse=None):
        """A new product of which so many lie in the warehouse."""
        product = self.product(code)
        self.receive(product, quantity, warehouse)
        return product

    def receive(self, product, quantity, warehouse=None):
        """So many arrive."""
        return receive([StockLine(product, Decimal(quantity), warehouse)], source="test", source_id=new_id())

    def want(self, product, quantity, hour=0, **facts):
        """A line that wants so many, ordered `hour` hours after the morning."""
        ordered = MORNING + dt.timedelta(hours=hour)
        return Want(facts.pop("for_id", None) or new_id(), product, Decimal(quantity), ordered, **facts)

    def figures(self, product, warehouse=None):
        """`(on hand, reserved, held back)` of the product, in one warehouse or all."""
        found = select(StockBalance.on_hand, StockBalance.reserved, StockBalance.held_back)
        found = found.where(StockBalance.product_id == product)
        if warehouse:
            found = found.where(StockBalance.warehouse_id == warehouse)
        return tuple(sum(column) for column in zip(*session.execute(found).all(), strict=True))

    def movements(self, product):
        """`[(kind, quantity, balance)]` of the product in the order they were booked."""
        found = select(StockMovement.kind, StockMovement.quantity, StockMovement.balance)
        found = found.where(StockMovement.product_id == product)
        return [tuple(row) for row in session.execute(found.order_by(StockMovement.id))]

    def states(self, want):
        """`[(quantity, allocated, shipped, state)]` of the reservations for a line."""
        columns = (Reservation.quantity, Reservation.allocated, Reservation.shipped, Reservation.state)
        found = select(*columns).where(Reservation.for_id == want.for_id)
        return [tuple(row) for row in session.execute(found.order_by(Reservation.id))]


@pytest.fixture
def clerk(inside, cast):
    """Acting as the shipping clerk; afterwards the ledger must add up."""
    with inside(cast.shipping_clerk) as actor:
        yield actor
        assert differences() == []


@pytest.fixture
def shop(clerk):
    """The words of the tests, as the shipping clerk."""
    return Shop()

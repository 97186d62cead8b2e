"""The shop of the orders' tests, with an outside warehouse and a layout."""

from decimal import Decimal

import pytest

from app.commerce.shipping_requests.defaults import LAYOUTS
from app.commerce.shipping_requests.profiles import enter_profile
from app.commerce.stock import moving as stock
from app.commerce.stock.lines import StockLine
from app.commerce.warehouses.model import Warehouse
from app.commerce.warehouses.operations import present_shelves
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import new_id
from tests.commerce.orders.conftest import shop

__all__ = ["shop"]


class Outside:
    """An outside warehouse with its layout."""

    def __init__(self):
        present_shelves()
        self.place = Warehouse(
            code="RSL", name="RSL流山", kind="outside", priority=90, sells=True, changed_at=clock.now()
        )
        session.add(self.place)
        session.flush()
        self.profile = self.layout("rsl", carrier="yamato")

    def layout(self, company, **facts):
        """A layout for this warehouse."""
        made = enter_profile(
            LAYOUTS[company]
            | {"company": company, "warehouse_id": self.place.id, "with_header": True}
            | facts
        )
        session.flush()
        return made

    def receive(self, product, quantity):
        """So many arrive there."""
        line = StockLine(product.id, Decimal(quantity), warehouse_id=self.place.id)
        stock.receive([line], source="test", source_id=new_id())


@pytest.fixture
def outside(shop):
    """The warehouse, on the morning of the orders."""
    return Outside()

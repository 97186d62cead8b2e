"""The shop of the order tests, with goods that have bar codes and shelves."""

import pytest

from tests.commerce.orders.conftest import shop

__all__ = ["shop"]


@pytest.fixture
def shelves(shop):
    """B on shelf A-1, A on shelf B-2; order 1 has 2 A, order 2 has 1 A and 3 B; both wait for shipping."""
    for code, jan, shelf in (("A", "4901234567894", "B-2"), ("B", "4512345678906", "A-1")):
        shop.product(code, stock_of=20, jan=jan, shelf=shelf)
    shop.take(shop.order("1", [("A", 2)]), shop.order("2", [("A", 1), ("B", 3)]))
    return shop

"""Records to look at."""

import pytest

from app.masters.categories.record import CATEGORY
from app.masters.partners.record import PARTNER
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.records.layouts.shaping import _shaped
from tests.records.importing import take_in

__all__ = ["take_in"]


@pytest.fixture(autouse=True)
def arranged_anew():
    """Configurations are rolled back with each test: the same versions may hold something else in the next."""
    _shaped.cache_clear()


@pytest.fixture
def enter(inside, cast):
    """`enter(kind, code, name, **values)`: a record of yamada (or `by`'s tenant), entered by its administrator."""

    def entered(kind, code, name, by=None, **values):
        with inside(by or cast.master_admin):
            return keeping.enter(kind, {"code": code, "name": name, **values})

    return entered


@pytest.fixture
def product(enter):
    """`product(code, name, …)`."""
    return lambda code, name, **values: enter(PRODUCT, code, name, **{"tax_code": "10", **values})


@pytest.fixture
def partner(enter):
    """`partner(code, name, …)`: a supplier."""
    return lambda code, name, **values: enter(PARTNER, code, name, **{"is_supplier": True, **values})


@pytest.fixture
def category(enter):
    """`category(code, name, …)`."""
    return lambda code, name, **values: enter(CATEGORY, code, name, **values)

"""Records to look at."""

import pytest

from app.masters.categories.record import CATEGORY
from app.masters.partners.record import PARTNER
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import _shaped, shaped
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


@pytest.fixture
def own_product(inside, cast):
    """Products with two fields of the company: a weight, and the product that stands in for it."""
    with inside(cast.system_admin):
        weight = {"kind": "decimal", "label": {"ja": "質量"}, "slot": "slot_number_1"}
        twin = {"kind": "link", "label": {"ja": "代替品"}, "link": "product"}
        configure("record:product", {"fields": {"x_weight": weight, "x_twin": twin}}, "made")
    with inside(cast.system_admin):
        return shaped(PRODUCT)

"""Sets of products: put together, flattened, never holding themselves."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from app.commerce.stock.lines import StockLine
from app.commerce.stock.moving import receive
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.model import SetPart
from app.masters.product_sets.operations import put_together
from app.masters.product_sets.queries import containing, exploded, parts_and_sets
from app.masters.products.record import PRODUCT
from app.records.kit import keeping


def entered(code):
    return keeping.enter(PRODUCT, {"code": code, "name": f"品物 {code}", "unit": "個", "tax_code": "10"})


@pytest.fixture
def products(inside, cast):
    """A, B, C and D, as the keeper of masters, whose context stays."""
    with inside(cast.master_admin):
        yield [entered(code) for code in "ABCD"]


def test_nested_sets_are_flattened_and_their_quantities_multiplied(products):
    a, b, c, d = products
    put_together(b, [(c.id, Decimal(2)), (d.id, Decimal("0.5"))])
    put_together(a, [(b.id, Decimal(3)), (d.id, Decimal(1))])
    assert exploded([a.id, c.id]) == {a.id: {c.id: 6, d.id: Decimal("2.5")}}
    assert containing([c.id]) == {a.id, b.id}
    parts, sets = parts_and_sets(b.id)
    assert ([(one.code, one.quantity) for one in parts], [one.code for one in sets]) == (
        [("C", 2), ("D", Decimal("0.5"))],
        ["A"],
    )


@pytest.mark.parametrize("deep", [0, 1, 2])
def test_a_set_that_would_hold_itself_is_refused(products, deep):
    for outer, inner in zip(products[:deep], products[1 : deep + 1], strict=True):
        put_together(outer, [(inner.id, Decimal(1))])
    with pytest.raises(Rejected) as refusal:
        put_together(products[deep], [(products[3].id, Decimal(1)), (products[0].id, Decimal(1))])
    assert refusal.value.field == "lines-1-name"
    assert session.scalars(select(SetPart.product_id)).all() == [one.id for one in products[:deep]]


@pytest.mark.parametrize(
    "quantities, field",
    [((1, 1), "lines-1-name"), ((0, 1), "lines-0-quantity"), ((-1, 1), "lines-0-quantity")],
)
def test_a_part_twice_or_of_nothing_is_refused(products, quantities, field):
    a, b, *_rest = products
    with pytest.raises(Rejected) as refusal:
        put_together(a, [(b.id, Decimal(n)) for n in quantities])
    assert refusal.value.field == field


def test_what_lies_on_a_shelf_cannot_become_a_set(products):
    a, b, *_rest = products
    receive([StockLine(a.id, Decimal(1))], source="test", source_id=new_id())
    with pytest.raises(Rejected):
        put_together(a, [(b.id, Decimal(1))])
    assert exploded([a.id]) == {}


def test_the_parts_are_typed_on_a_page_by_code(client, cast, inside):
    with inside(cast.master_admin):
        a, b = entered("A"), entered("B")
        url, part = f"/yamada/products/{a.id}/parts", b.id
    page = client(cast.master_admin)
    typed = {"lines-0-name": "B", "lines-0-quantity": "２"}
    assert page.post_form(url, typed, form_page=f"{url}/edit").status_code == 303
    assert "1セットあたり" in page.get(f"/yamada/products/{a.id}").text
    assert "品物 A" in page.get(f"/yamada/products/{part}").text
    refused = page.post_form(url, {"lines-0-name": "Z", "lines-0-quantity": "1"}, form_page=f"{url}/edit")
    assert (refused.status_code, "該当する品目がありません" in refused.text) == (422, True)
    with inside(cast.master_admin):
        assert session.scalars(select(SetPart.quantity)).all() == [2]
    assert page.post_form(url, {}, form_page=f"{url}/edit").status_code == 303
    with inside(cast.master_admin):
        assert session.scalars(select(SetPart.quantity)).all() == []

"""How products travel: typed on their page, taken in from files, heard by whoever ships them."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from tests.records.importing import a_file, counts_of, take_in

__all__ = ["take_in"]
COLD = {
    "temperature": "frozen",
    "weight_g": 1200,
    "shelf": "C-1-2",
    "label_name": "冷凍食品",
    "packed_alone": True,
}


def entered(**values):
    return keeping.enter(PRODUCT, {"code": "P1", "name": "品物", "tax_code": "10", **values})


def test_a_product_nobody_said_anything_about_travels_ambient(inside, cast):
    with inside(cast.shop_manager):
        product = entered()
        session.refresh(product)
        assert (product.temperature, product.chills_along, product.packed_alone) == ("ambient", True, False)
        assert (product.weight_g, product.size_points, product.fits_mail, product.shelf) == (0, 0, 0, "")


def test_it_is_typed_on_the_form_and_stands_on_the_page(client, cast, inside):
    browser = client(cast.shop_manager)
    typed = {"code": "P1", "name": "品物", "unit": "個", "tax_code": "10", **COLD, "packed_alone": "y"}
    made = browser.post_form("/yamada/products", typed, form_page="/yamada/products/new")
    assert made.status_code == 303
    with inside(cast.shop_manager):
        product = session.query(PRODUCT.model).filter_by(code="P1").one()
        assert {name: getattr(product, name) for name in COLD} == COLD
    page = browser.get(made.location).get_data(as_text=True)
    assert all(word in page for word in ("保管・発送", "冷凍", "C-1-2", "冷凍食品"))


def test_files_bring_it(take_in, inside, cast):
    header = ["品目コード", "品目名", "税区分", "温度帯", "重量", "棚番", "送り状品名", "単独梱包"]
    file = a_file(header, ["P1", "品物", "10", "冷凍", "1200", "C-1-2", "冷凍食品", "はい"])
    assert counts_of(take_in(file)) == (1, 0, 0, 0)
    with inside(cast.master_admin):
        product = session.query(PRODUCT.model).filter_by(code="P1").one()
        assert {name: getattr(product, name) for name in COLD} == COLD


@pytest.mark.parametrize("wrong", [{"temperature": "hot"}, {"weight_g": -1}])
def test_the_database_refuses_nonsense(inside, cast, wrong):
    with inside(cast.shop_manager):
        entered()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(update(PRODUCT.model).values(**wrong))

"""The screens of stock: the list, a product's page, booking by hand and taking it back, the till, the rules."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from app.commerce.stock.lines import StockLine
from app.commerce.stock.model import Reservation, StockRule, StockSlip
from app.commerce.stock.moving import sell_in_shop
from app.commerce.stock.reserving import reserve
from app.commerce.stock.rules import set_rule
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from tests.commerce.stock.conftest import Shop

STOCK = "/yamada/stock"
RULE = {"way": "share", "safety": 0, "share": 10_000, "cap": None, "fixed": None}


def entered(code, **facts):
    """A product that can be found by search, too."""
    return keeping.enter(
        PRODUCT, {"code": code, "name": f"品物 {code}", "unit": "個", "tax_code": "10", **facts}
    )


@pytest.fixture
def stocked(inside, cast):
    """Ids of A (5 there, 2 reserved), B (short) and a set C of 2 A."""
    with inside(cast.shipping_clerk):
        shop = Shop()
        a, b, c = (entered(code) for code in "ABC")
        put_together(c, [(a.id, Decimal(2))])
        shop.receive(a.id, 5)
        reserve([shop.want(a.id, 2, label="R-1001"), shop.want(b.id, 4, label="R-1002")])
        sell_in_shop([StockLine(b.id, Decimal(1))], source="test", source_id=new_id())
        return a.id, b.id, c.id


def test_the_list_shows_what_there_is_and_what_is_short(client, cast, stocked):
    page = client(cast.shipping_clerk)
    everything = page.get(STOCK).text
    assert [name in everything for name in ("品物 A", "品物 B", "品物 C", "在庫不足", "セット商品")] == [
        True
    ] * 5
    short = page.get(f"{STOCK}?show=short").text
    assert [name in short for name in ("品物 A", "品物 B", "品物 C")] == [False, True, False]
    there = page.get(f"{STOCK}?show=stocked&q=品物").text
    assert [name in there for name in ("品物 A", "品物 B", "品物 C")] == [True, True, False]
    assert "該当する品目がありません" in page.get(f"{STOCK}?q=ない").text


def test_a_product_below_its_safety_stock_is_found_and_marked(client, cast, inside, stocked):
    with inside(cast.shop_manager):
        set_rule(RULE | {"safety": 4}, product_id=stocked[0])
    page = client(cast.shipping_clerk)
    short = page.get(f"{STOCK}?show=short").text
    assert ("品物 A" in short, "安全在庫割れ" in short) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_statements_whatever_its_length(client, cast, inside, statements, rows):
    with inside(cast.shipping_clerk):
        for number in range(rows):
            part, whole = entered(f"P{number}"), entered(f"S{number}")
            put_together(whole, [(part.id, Decimal(1))])
            Shop().receive(part.id, 1)
    page = client(cast.shipping_clerk)
    page.get(STOCK)
    statements.clear()
    assert page.get(STOCK, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).status_code == 200
    own = [one for one in statements if "stock_" in one or "set_parts" in one or "warehouses" in one]
    assert len(own) == 4, "\n\n".join(own)


def test_the_page_of_a_product_shows_places_ledger_picture_and_promises(client, cast, stocked):
    text = client(cast.shipping_clerk).get(f"{STOCK}/{stocked[0]}").text
    assert [one in text for one in ("本社倉庫", "R-1001", "入荷", "90日間", "steps-line")] == [True] * 5
    assert "入荷待ち" in client(cast.shipping_clerk).get(f"{STOCK}/{stocked[1]}").text
    made = client(cast.shipping_clerk).get(f"{STOCK}/{stocked[2]}").text
    assert ("1つの倉庫の構成品から作れる数" in made, "1 個" in made) == (True, True)


def test_goods_received_are_booked_by_code_and_taken_back(client, cast, inside, stocked):
    page, new = client(cast.shipping_clerk), "/yamada/stock-slips/new/receipt"
    typed = {
        "token": str(new_id()), "happened_on": "2026/11/20", "lines-0-name": "A", "lines-0-quantity": "１,０００",
        "lines-0-lot": "L-1", "lines-0-best_before": "2027/03/31", "lines-0-unit_cost": "120.5", "note": "初回",
    }  # fmt: skip
    with inside(cast.shipping_clerk):
        typed["warehouse_id"] = str(session.scalar(select(Warehouse.id)))
    answers = [page.post_form("/yamada/stock-slips/receipt", typed, form_page=new) for _again in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (1005, 2, 0)
        [slip] = session.scalars(select(StockSlip)).all()
        url = f"/yamada/stock-slips/{slip.id}"
    shown = page.get(url).text
    assert [one in shown for one in ("+1,000", "L-1", "初回")] == [True] * 3
    assert page.post_form(f"{url}/undoing", form_page=url).status_code == 303
    assert "取り消しました" in page.get(url).text
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (5, 2, 0)


@pytest.mark.parametrize(
    "kind, changed, said",
    [
        ("receipt", {"lines-0-name": "ない"}, "該当する品目がありません"),
        ("receipt", {"lines-0-quantity": "0"}, "0より大きい"),
        ("receipt", {"lines-0-name": "", "lines-0-quantity": ""}, "1行"),
        ("receipt", {"happened_on": "2099/01/01"}, "未来の日付"),
        ("adjustment", {"lines-0-name": "C"}, "構成品で入力"),
        ("transfer", {}, "別の倉庫"),
    ],
)
def test_what_cannot_be_booked_is_said_and_nothing_is_written(
    client, cast, inside, stocked, kind, changed, said
):
    with inside(cast.shipping_clerk):
        place = str(session.scalar(select(Warehouse.id)))
    typed = {
        "token": str(new_id()),
        "happened_on": "2026/11/20",
        "lines-0-name": "A",
        "lines-0-quantity": "3",
    }
    typed |= {"warehouse_id": place, "to_warehouse_id": place, **changed}
    new = f"/yamada/stock-slips/new/{kind}"
    answer = client(cast.shipping_clerk).post_form(f"/yamada/stock-slips/{kind}", typed, form_page=new)
    assert (answer.status_code, said in answer.text) == (422, True)
    with inside(cast.shipping_clerk):
        assert (Shop().figures(stocked[0]), session.scalars(select(StockSlip)).all()) == ((5, 2, 0), [])


def test_goods_move_between_warehouses_and_are_adjusted(client, cast, inside, stocked):
    with inside(cast.shipping_clerk):
        first, second = session.scalar(select(Warehouse.id)), Shop().warehouse("W2", 20)
    page = client(cast.shipping_clerk)
    typed = {"happened_on": "2026/11/20", "warehouse_id": str(first), "lines-0-name": "A"}
    moved = typed | {"token": str(new_id()), "to_warehouse_id": str(second), "lines-0-quantity": "2"}
    lost = typed | {"token": str(new_id()), "lines-0-quantity": "▲1"}
    for kind, values in (("transfer", moved), ("adjustment", lost)):
        new = f"/yamada/stock-slips/new/{kind}"
        assert page.post_form(f"/yamada/stock-slips/{kind}", values, form_page=new).status_code == 303
    with inside(cast.shipping_clerk):
        assert (Shop().figures(stocked[0], first), Shop().figures(stocked[0], second)) == (
            (2, 2, 0),
            (2, 0, 0),
        )
    assert "倉庫間移動" in page.get("/yamada/stock-slips?kind=transfer").text


def test_the_till_sells_by_code_or_bar_code_and_takes_back(client, cast, inside, stocked):
    with inside(cast.shipping_clerk):
        product = session.get(Product, (cast.shipping_clerk.tenant_id, stocked[0]))
        product.jan = "4901234567894"
        place = str(session.scalar(select(Warehouse.id)))
    page, till = client(cast.order_clerk), "/yamada/shop-sales"
    assert "品物 A" in page.get(f"{till}?code=4901234567894").text
    for token, code in ((str(new_id()), "4901234567894"), (str(new_id()), "A")):
        typed = {"token": token, "code": code, "quantity": "1", "warehouse_id": place}
        assert page.post_form(till, typed, form_page=till).status_code == 303
    refused = page.post_form(till, {"code": "xx", "quantity": "1", "warehouse_id": place}, form_page=till)
    assert (refused.status_code, "このコードの品目がありません" in refused.text) == (422, True)
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (3, 2, 0)
        sold = session.scalars(select(StockSlip.id).order_by(StockSlip.id)).all()
    assert page.post_form(f"{till}/{sold[0]}?_method=DELETE", form_page=till).status_code == 303
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (4, 2, 0)


def test_pieces_are_held_back_and_let_go(client, cast, inside, stocked):
    page, url = client(cast.shipping_clerk), f"{STOCK}/{stocked[0]}"
    with inside(cast.shipping_clerk):
        place = str(session.scalar(select(Warehouse.id)))
    typed = {"quantity": "2", "label": "検品待ち", "warehouse_id": place}
    assert page.post_form(f"{url}/holds", typed, form_page=url).status_code == 303
    assert "検品待ち" in page.get(url).text
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (5, 2, 2)
        hold = session.scalar(select(Reservation.for_id).where(Reservation.for_kind == "hold"))
    assert page.post_form(f"{url}/holds/{hold}?_method=DELETE", form_page=url).status_code == 303
    with inside(cast.shipping_clerk):
        assert Shop().figures(stocked[0]) == (5, 2, 0)


def test_a_rule_is_set_for_a_product_and_for_all_and_dropped(client, cast, inside, stocked):
    page, url = client(cast.shop_manager), f"{STOCK}/{stocked[0]}"
    typed = {"way": "share", "safety": "3", "percent": "50", "cap": "10", "version": ""}
    assert page.post_form(f"{url}/rule", typed, form_page=url).status_code == 303
    assert (
        page.post_form(
            f"{STOCK}/rule", {"way": "never", "percent": "100"}, form_page=f"{STOCK}/rule"
        ).status_code
        == 303
    )
    stale = page.post_form(f"{url}/rule", typed, form_page=url)
    assert stale.status_code == 409
    wrong = page.post_form(f"{url}/rule", {"way": "fixed", "version": "1"}, form_page=url)
    assert (wrong.status_code, "表示する数を入力" in wrong.text) == (422, True)
    with inside(cast.shop_manager):
        rules = session.scalars(select(StockRule).order_by(StockRule.product_id.nulls_last())).all()
        assert [(one.way, one.safety, one.share, one.cap) for one in rules] == [
            ("share", 3, 5000, 10),
            ("never", 0, 10_000, None),
        ]
    assert page.post_form(f"{url}/rule?_method=DELETE", form_page=url).status_code == 303
    with inside(cast.shop_manager):
        assert session.scalars(select(StockRule.product_id)).all() == [None]


def test_the_stock_is_a_file(client, cast, stocked):
    answer = client(cast.shipping_clerk).get("/yamada/stock-export")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines == [
        "品目コード,品目名,JANコード,単位,倉庫コード,倉庫名,在庫数,引当数,保留数,引当可能数",
        "A,品物 A,,個,MAIN,本社倉庫,5.0000,2.0000,0.0000,3.0000",
        "B,品物 B,,個,MAIN,本社倉庫,-1.0000,0.0000,0.0000,-1.0000",
    ]

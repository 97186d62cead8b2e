"""Counting: on the sheet or from a file, differences before they are booked, one document, taken back by counters."""

import io
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.commerce.stock.lines import Counted, StockLine
from app.commerce.stock.model import StockMovement
from app.commerce.stock.moving import sell_in_shop
from app.commerce.stock.verifying import differences
from app.commerce.stocktakes import operations
from app.commerce.stocktakes.model import Stocktake, StocktakeLine
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from app.platform.storage import opened
from tests.commerce.stock.conftest import Shop
from tests.commerce.stock.test_pages import entered

LIST = "/yamada/stocktakes"


@pytest.fixture
def stocked(inside, cast):
    """Ids of A (5 there), B (3 there) and C (never any)."""
    with inside(cast.shipping_clerk):
        a, b, c = (entered(code) for code in "ABC")
        Shop().receive(a.id, 5), Shop().receive(b.id, 3)
        return a.id, b.id, c.id


def the_stocktake():
    return session.scalars(select(Stocktake).order_by(Stocktake.started_at.desc())).first()


def lines():
    found = select(StocktakeLine.code, StocktakeLine.expected, StocktakeLine.counted)
    return [tuple(row) for row in session.execute(found.order_by(StocktakeLine.code, StocktakeLine.lot))]


def refused(stocktake):
    _file, content = opened(stocktake.refused_file_id)
    with content:
        return content.read().decode("utf-8-sig").splitlines()


def from_file(text, encoding="utf-8"):
    made = operations.begin()
    operations.take_file(made, io.BytesIO(text.encode(encoding)), "棚卸.csv")
    return made.id


def test_figures_typed_on_the_sheet_are_compared_booked_and_taken_back(
    client, cast, inside, stocked, run_jobs
):
    page = client(cast.shipping_clerk)
    with inside(cast.shipping_clerk):
        place = str(session.scalar(select(Warehouse.id)))
    head = {"warehouse_id": place, "counted_on": "2026/11/20", "name": "月末棚卸"}
    assert page.post_form(LIST, head, form_page=f"{LIST}/new").status_code == 303
    with inside(cast.shipping_clerk):
        url = f"{LIST}/{the_stocktake().id}"
    assert [name in page.get(url).text for name in ("品物 A", "品物 B", "品物 C")] == [True, True, False]
    typed = {
        "rows-0-product_id": str(stocked[0]), "rows-0-counted": "4", "rows-1-product_id": str(stocked[1]),
        "rows-1-counted": "", "others-0-name": "C", "others-0-counted": "２",
    }  # fmt: skip
    assert page.post_form(url, typed, form_page=url).status_code == 303
    shown = page.get(f"{url}/differences").text
    assert [one in shown for one in ("品物 A", "品物 B", "-1", "+2", "差異2件を計上")] == [
        True,
        False,
        True,
        True,
        True,
    ]
    with inside(cast.shipping_clerk):
        assert (lines(), Shop().figures(stocked[0])) == ([("A", 5, 4), ("C", 0, 2)], (5, 0, 0))
        sell_in_shop([StockLine(stocked[0], Decimal(1))], source="test", source_id=new_id())
        version = the_stocktake().version
    booked = page.post_form(f"{url}/booking", {"version": str(version)}, form_page=f"{url}/differences")
    assert (booked.status_code, run_jobs()) == (303, ["commerce.stocktakes.book"])
    with inside(cast.shipping_clerk):
        assert (the_stocktake().state, Shop().figures(stocked[0])) == ("booked", (3, 0, 0))
        assert (Shop().figures(stocked[2]), differences()) == ((2, 0, 0), [])
    assert "計上済" in page.get(url).text
    assert page.post_form(f"{url}/booking?_method=DELETE", form_page=url).status_code == 303
    with inside(cast.shipping_clerk):
        assert (Shop().figures(stocked[0]), Shop().figures(stocked[2])) == ((4, 0, 0), (0, 0, 0))


def test_an_emptied_figure_is_not_counted_and_a_repeated_one_keeps_its_moment(inside, cast, stocked):
    with inside(cast.shipping_clerk):
        made = operations.begin()
        operations.note(made, [Counted(stocked[0], Decimal(4)), Counted(stocked[1], Decimal(3))])
        sell_in_shop([StockLine(stocked[0], Decimal(1))], source="test", source_id=new_id())
        operations.note(made, [Counted(stocked[0], Decimal(4))], emptied=[stocked[1]])
        assert lines() == [("A", 5, 4)]
        operations.note(made, [Counted(stocked[0], Decimal(3))])
        assert (lines(), made.difference_count) == ([("A", 4, 3)], 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_file_goes_in_and_what_cannot_comes_back_with_its_reason(inside, cast, stocked, run_jobs, encoding):
    with inside(cast.shipping_clerk):
        back = Shop().warehouse("W2", 20)
        whole = entered("S")
        put_together(whole, [(stocked[0], Decimal(1))])
        text = (
            "商品コード,数量,倉庫,ロット\r\nA,１０,,\r\nB,,,\r\nC,2,W2,L1\r\nC,3,W2,L2\r\nＡ,1,,\r\nX,1,,\r\nS,1,,\r\n"
            "B,abc,,\r\nC,1,W9,\r\n"
        )
        from_file(text, encoding)
    assert run_jobs() == ["commerce.stocktakes.read"]
    with inside(cast.shipping_clerk):
        made = the_stocktake()
        assert (made.state, made.line_count, made.difference_count, made.refused_count) == ("open", 3, 3, 5)
        assert lines() == [("A", 5, 10), ("C", 0, 2), ("C", 0, 3)]
        assert refused(made) == [
            "商品コード,数量,倉庫,ロット,理由",
            "Ａ,1,,,この品目がファイルに2回あります。数をまとめてください。",
            "X,1,,,このコードの品目がありません。",
            "S,1,,,セット商品には在庫がありません。構成品で入力してください。",
            'B,abc,,,"数値は 1,234 や -1,234 のように入力してください。"',
            "C,1,W9,,倉庫コード「W9」の倉庫がありません。",
        ]
        operations.start_booking(made)
    assert run_jobs() == ["commerce.stocktakes.book"]
    with inside(cast.shipping_clerk):
        assert (Shop().figures(stocked[2], back), Shop().figures(stocked[0])) == ((5, 0, 0), (10, 0, 0))
        assert session.scalars(select(StockMovement.lot).where(StockMovement.lot.is_not(None))).all() == [
            "L1",
            "L2",
        ]


def test_the_sheet_as_a_file_comes_back_filled(client, cast, inside, stocked, run_jobs):
    page = client(cast.shipping_clerk)
    with inside(cast.shipping_clerk):
        url = f"{LIST}/{operations.begin().id}"
    sheet = page.get(f"{url}/file").get_data().decode("utf-8-sig").splitlines()
    assert sheet[1:] == ["A,品物 A,,個,MAIN,5.0000,", "B,品物 B,,個,MAIN,3.0000,"]
    filled = "\r\n".join([sheet[0], sheet[1] + "7", sheet[2]]).encode()
    answer = page.post_form(f"{url}/file", {"file": (io.BytesIO(filled), "棚卸表.csv")}, form_page=url)
    assert (answer.status_code, run_jobs()) == (303, ["commerce.stocktakes.read"])
    with inside(cast.shipping_clerk):
        assert lines() == [("A", 5, 7)]


@pytest.mark.parametrize(
    "text, said",
    [
        ("名前,数\nA,1\n", "品目コード"),
        ("品目コード,メモ\nA,x\n", "実棚数"),
        ('品目コード,実棚数\n"A,1', "2"),
    ],
)
def test_a_file_that_is_no_such_table_says_why_and_the_stocktake_stays_open(
    inside, cast, stocked, run_jobs, text, said
):
    with inside(cast.shipping_clerk):
        from_file(text)
    assert run_jobs() == ["commerce.stocktakes.read"]
    with inside(cast.shipping_clerk):
        made = the_stocktake()
        assert (made.state, said in made.error, lines()) == ("open", True, [])


def test_lots_and_the_whole_of_one_product_are_not_booked_together(inside, cast, stocked):
    with inside(cast.shipping_clerk):
        made = operations.begin()
        operations.note(made, [Counted(stocked[0], Decimal(4)), Counted(stocked[0], Decimal(4), lot="L1")])
        with pytest.raises(Rejected, match="A"):
            operations.start_booking(made)


def test_what_was_not_seen_is_not_booked(inside, cast, stocked):
    with inside(cast.shipping_clerk):
        made = operations.begin()
        with pytest.raises(Rejected):
            operations.start_booking(made)
        operations.note(made, [Counted(stocked[0], Decimal(4))])
        session.flush()
        seen = made.version
        operations.note(made, [Counted(stocked[1], Decimal(4))])
        with pytest.raises(Rejected):
            operations.start_booking(made, version=seen)
        operations.discard(made)
        assert (made.state, Shop().figures(stocked[0])) == ("discarded", (5, 0, 0))

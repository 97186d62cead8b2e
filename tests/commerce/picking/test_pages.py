"""The screens of picking, as plain forms: what works without JavaScript."""

import pytest
from sqlalchemy import select

from app.commerce.picking.model import PickLine, PickRound, SlipCheck
from app.kernel.db import session
from tests.commerce.orders.conftest import Shop

HERE = "/yamada"


@pytest.fixture
def stocked(inside, cast):
    """Id of a slip with 2 A that waits for shipping."""
    with inside(cast.shop_manager):
        shop = Shop()
        shop.product("A", stock_of=9, jan="4901234567894")
        shop.take(shop.order("1", [("A", 2)]))
        return shop.slip("1").id


def test_a_round_from_its_beginning_to_its_end(client, cast, stocked, inside):
    page = client(cast.shipping_clerk)
    assert "出荷待ちの伝票は1件です。" in page.get(f"{HERE}/picking").text
    page.post_form(f"{HERE}/picking", data={"next": "1"})
    with inside(cast.shop_manager):
        made, line = session.scalars(select(PickRound)).one().id, session.scalars(select(PickLine)).one().id
    there = f"{HERE}/picking/{made}"
    assert (
        "<b>商品が違います</b> 490000"
        in page.post_form(f"{there}/scans", data={"code": "490000"}, form_page=there).text
    )
    assert (
        "<b>品物 A</b> 1 / 2"
        in page.post_form(f"{there}/scans", data={"code": "4901234567894"}, form_page=there).text
    )
    assert (
        "<b>品物 A</b> 2 / 2"
        in page.post_form(f"{there}/lines/{line}/pieces", data={"pieces": "all"}, form_page=there).text
    )
    assert (
        "数量がそろっています"
        in page.post_form(f"{there}/lines/{line}/pieces", data={"pieces": "1"}, form_page=there).text
    )
    page.post_form(f"{there}/completion", form_page=there)
    assert "このピッキングは終了しました" in page.get(there).text
    assert "進行中のピッキングはありません" in page.get(f"{HERE}/picking").text


def test_a_check_by_bar_codes(client, cast, stocked, inside):
    page = client(cast.shipping_clerk)
    assert page.get(f"{HERE}/slips/to-check?code=1-1").location.endswith(f"/slips/{stocked}/check")
    assert page.get(f"{HERE}/slips/to-check?code=nothing").status_code == 422
    there = f"{HERE}/slips/{stocked}/check"
    assert "検品を始める" in page.get(there).text
    page.post_form(f"{there}/scans", data={"code": "4901234567894"}, form_page=there)
    assert "検品済" in page.post_form(f"{there}/scans", data={"code": "4901234567894"}, form_page=there).text
    with inside(cast.shop_manager):
        assert session.scalars(select(SlipCheck)).one().finished_at is not None
    page.post_form(f"{there}?_method=DELETE", form_page=there)
    with inside(cast.shop_manager):
        assert session.scalars(select(SlipCheck)).all() == []


def test_an_auditor_picks_nothing(client, cast, stocked):
    assert client(cast.auditor).get(f"{HERE}/picking").status_code == 403

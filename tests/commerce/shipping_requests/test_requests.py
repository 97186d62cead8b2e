"""Requests to outside warehouses: the file, the stock, the answer, and the way back."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.sealed_files.keeping import files_of, opened
from app.commerce.shipping_requests import operations
from app.commerce.shipping_requests.model import RequestedSlip, ShippingRequest, ShippingResult
from app.commerce.shipping_requests.profiles import change_profile
from app.commerce.slips.answering import accept_all
from app.commerce.slips.model import Tracking
from app.commerce.stock.model import Reservation, StockMovement
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from tests.commerce.orders.conftest import HANAKO, TARO

NUMBER, OTHER = "444413758703", "512547514334"


def ask(shop, outside, *numbers):
    made = operations.ask([shop.slip(one).id for one in numbers], outside.profile)
    session.flush()
    return made


def keys(request):
    rows = select(RequestedSlip.slip_id, RequestedSlip.key).where(RequestedSlip.request_id == request.id)
    return dict(session.execute(rows).all())


def file_of(request):
    [file] = session.scalars(files_of(request.id))
    return opened(file)


def answer(outside, *rows):
    text = "\r\n".join(["出荷依頼番号,送り状番号,出荷日", *rows]) + "\r\n"
    return operations.take_answer(outside.profile, io.BytesIO(text.encode("cp932")), "answer.csv")


def test_slips_that_are_ready_become_a_file_of_the_warehouses_layout(shop, outside):
    product = shop.product("A", 0)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 2)]), shop.order("2", [("A", 1)], buyer=TARO))
    request = ask(shop, outside, "1", "2")
    first = keys(request)[shop.slip("1").id]
    header, line, second, rest = file_of(request).decode("cp932").split("\r\n")
    assert header == (
        "店舗名,出荷依頼番号,注文日,出荷希望日,配送希望日,配送希望時間帯,届け先名,届け先名カナ,届け先郵便番号,"
        "届け先都道府県,届け先市区町村,届け先番地,届け先建物名,届け先電話番号,商品コード,商品名,数量,代引金額,ギフト,備考"
    )
    assert line == (
        f"店 R1,{first},2026/05/06,,,,山田 花子,ヤマダ ハナコ,1050011,東京都,港区,芝公園1-2-3,,090-1234-5678,A,"
        "品物 A,2,0,0,"
    )
    assert ("佐藤 太郎" in second, rest) == (True, "")
    assert [shop.slip(one).status for one in "12"] == ["working", "working"]
    assert (request.slips, request.refused) == (2, {})


def test_what_is_not_ready_short_there_or_cannot_be_spelled_stays_with_its_reason(shop, outside):
    product = shop.product("A", 9)
    outside.receive(product, 1)
    odd = replace(HANAKO, family="𠮷田")
    shop.take(
        shop.order("1", [("A", 1)]),
        shop.order("2", [("A", 3)], buyer=TARO),
        shop.order("3", [("X", 1)]),
    )
    shop.take(shop.order("9", [("A", 1)], buyer=odd))
    accept_all([shop.slip("9").id], ["letters"])
    request = ask(shop, outside, "1", "2", "3", "9")
    assert request.refused == {
        str(shop.slip("2").id): "short", str(shop.slip("3").id): "status", str(shop.slip("9").id): "letters",
    }  # fmt: skip
    assert [shop.slip(one).status for one in "1239"] == ["working", "ready", "check", "ready"]
    held = dict(session.execute(select(Reservation.label, Reservation.warehouse_id)).all())
    assert (held["1-1"] == outside.place.id, held["2-1"] == outside.place.id) == (True, False)
    complete = select(Reservation.allocated).where(Reservation.label == "2-1")
    assert session.scalar(complete) == 3


def test_the_answer_sends_slips_and_their_stock_leaves_the_outside_warehouse_once(shop, outside):
    product = shop.product("A", 5)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 2)]), shop.order("2", [("A", 1)], buyer=TARO))
    known = keys(ask(shop, outside, "1", "2"))
    one, two = known[shop.slip("1").id], known[shop.slip("2").id]
    lines = (f"{one},{NUMBER},2026/11/20", f"{two},{OTHER},2026/11/20", "R999999999,444413758714,2026/11/20")
    result = answer(outside, *lines)
    assert (result.counts, result.left, result.refused) == (
        {"new": 2, "shipped": 2, "same": 0, "left": 1, "refused": 0}, [[4, "R999999999", "unknown"]], [],
    )  # fmt: skip
    assert [shop.slip(number).status for number in "12"] == ["shipped", "shipped"]
    gone = select(StockMovement.warehouse_id, StockMovement.quantity).where(StockMovement.kind == "shipment")
    assert sorted(session.execute(gone).all()) == sorted([(outside.place.id, -2), (outside.place.id, -1)])
    again = answer(outside, *lines)
    assert again.counts == {"new": 0, "shipped": 0, "same": 2, "left": 1, "refused": 0}
    assert len(session.scalars(select(Tracking)).all()) == 2
    assert len(session.execute(gone).all()) == 2
    assert len(session.scalars(select(ShippingResult)).all()) == 2


def test_lines_that_cannot_be_read_come_back_and_the_rest_goes_in(shop, outside):
    product = shop.product("A", 0)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 1)]))
    [key] = keys(ask(shop, outside, "1")).values()
    result = answer(outside, f"{key},4.44414E+11,", f",{NUMBER},", f"{key},,", f"{key},{NUMBER},")
    assert [line for line, _why in result.refused] == [2, 3]
    assert (result.counts["new"], shop.slip("1").status) == (1, "shipped")


def test_another_file_is_refused_as_a_whole(shop, outside):
    with pytest.raises(Rejected):
        operations.take_answer(outside.profile, io.BytesIO(b"a,b\r\n1,2\r\n"), "x.csv")
    assert session.scalars(select(ShippingResult)).all() == []


def test_a_request_that_is_taken_back_lets_its_slips_wait_and_knows_no_answers(shop, outside):
    product = shop.product("A", 0)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 1)]))
    request = ask(shop, outside, "1")
    [key] = keys(request).values()
    assert operations.undo(request) == 1
    assert (shop.slip("1").status, session.scalars(files_of(request.id)).all()) == ("ready", [])
    assert answer(outside, f"{key},{NUMBER},").left == [[2, key, "unknown"]]
    assert shop.slip("1").status == "ready"
    assert keys(ask(shop, outside, "1"))[shop.slip("1").id] != key


def test_a_request_without_any_slip_that_can_go_is_not_made(shop, outside):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 1)]))
    with pytest.raises(Rejected):
        ask(shop, outside, "1")
    session.rollback()
    assert session.scalars(select(ShippingRequest)).all() == []


def test_a_layout_of_tabs_and_utf_8_spells_every_letter(shop, outside):
    product = shop.product("A", 0)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 1)]))
    outside.profile = outside.layout("fba")
    request = ask(shop, outside, "1")
    [key] = keys(request).values()
    header, line, _rest = file_of(request).decode("utf-8").split("\r\n")
    assert header.split("\t")[:5] == [
        "MerchantFulfillmentOrderID", "DisplayableOrderID", "DisplayableOrderDate",
        "MerchantFulfillmentOrderItemID", "MerchantSKU",
    ]  # fmt: skip
    assert line.split("\t")[:2] == [key, key]
    assert line.split("\t")[3:6] == [f"{key}-1", "A", "1"]


def test_a_layout_needs_our_key_in_both_files(outside):
    values = {name: getattr(outside.profile, name) for name in (
        "name", "company", "warehouse_id", "answers", "carrier", "encoding", "delimiter", "with_header",
    )}  # fmt: skip
    with pytest.raises(Rejected):
        change_profile(outside.profile, values | {"columns": [["商品", "product_code", ""]]})
    with pytest.raises(Rejected):
        change_profile(
            outside.profile, values | {"columns": [["番号", "key", ""]], "answers": {"key": ["番号"]}}
        )


def test_who_may_not_see_persons_gets_no_file(shop, outside, cast):
    product = shop.product("A", 0)
    outside.receive(product, 9)
    shop.take(shop.order("1", [("A", 1)]))
    request = ask(shop, outside, "1")
    [file] = session.scalars(files_of(request.id))
    with cast.inside(cast.auditor), pytest.raises(Forbidden):
        operations.hand_over(request, file)

"""Slips are split and bundled and put back: nothing is lost on the way."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.listings.operations import assign, unmapped
from app.commerce.persons.person import Person
from app.commerce.slips import bundling, splitting
from app.commerce.slips.addressing import readdress
from app.commerce.slips.answering import answer
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.moving import cancel, hold, move, release
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.orders.conftest import HANAKO, TARO
from tests.commerce.orders.test_taking import reserved


def lines(slip):
    found = session.scalars(select(SlipLine).where(SlipLine.slip_id == slip.id))
    return {row.line.line_no: row for row in found}


def test_pieces_move_to_a_new_slip_and_back(shop):
    product = shop.product("A", 9)
    shop.product("B", 9)
    shop.take(shop.order("1", [("A", 3), ("B", 1)]))
    slip = shop.slip("1")
    new = splitting.split(slip, {lines(slip)[1].id: 2}, wished_on=dt.date(2026, 11, 25))
    assert shop.contents("1") == {1: {1: 1, 2: 1}, 2: {1: 2}}
    assert [one.status for one in shop.slips("1")] == ["ready", "ready"]
    assert (new.parent_no, new.recipient, new.wished_on) == (1, HANAKO, dt.date(2026, 11, 25))
    assert reserved(product) == 3
    splitting.join(shop.slips("1")[1])
    assert shop.contents("1") == {1: {1: 3, 2: 1}}
    assert (shop.slip("1").status, reserved(product)) == ("ready", 3)


def test_a_slip_is_not_emptied_and_gives_no_more_than_it_holds(shop):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 3)]))
    slip = shop.slip("1")
    for picks in ({}, {lines(slip)[1].id: 3}, {lines(slip)[1].id: 4}, {lines(slip)[1].id: -1}):
        with pytest.raises(Rejected):
            splitting.split(slip, picks)
    move([slip.id], "working")
    with pytest.raises(Rejected):
        splitting.split(shop.slip("1"), {lines(slip)[1].id: 1})
    assert shop.contents("1") == {1: {1: 3}}


def test_frozen_goods_get_a_slip_of_their_own(shop):
    shop.product("C", 5, temperature="frozen")
    shop.product("A", 5)
    shop.take(shop.order("1", [("A", 1), ("C", 2)]))
    assert (shop.alerts("1"), shop.slip("1").status) == (["mixed_temperature"], "check")
    answer(shop.alert("1", "mixed_temperature"), "split")
    assert shop.contents("1") == {1: {1: 1}, 2: {2: 2}}
    assert [(one.temperature, one.status) for one in shop.slips("1")] == [
        ("ambient", "ready"),
        ("frozen", "ready"),
    ]


def test_two_orders_of_one_person_travel_together_and_apart_again(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2", [("A", 2)]), shop.order("3", buyer=TARO))
    first, second = shop.slip("1"), shop.slip("2")
    assert set(session.scalars(bundling.candidates())) == {first.id, second.id}
    assert [(one.id, code) for one, code in bundling.companions(first)] == [(second.id, "")]
    bundling.bundle(first, [second])
    assert (shop.slip("2").carried_by_id, shop.slip("2").status) == (first.id, "ready")
    assert session.scalars(bundling.candidates()).all() == []
    moved = move([first.id], "working")
    assert {one for one, _before, _to in moved.moved} == {first.id, second.id}
    with pytest.raises(Rejected):
        bundling.unbundle(shop.slip("2"))
    move([first.id], "ready")
    bundling.unbundle(shop.slip("2"))
    assert [(shop.slip(n).status, shop.slip(n).carried_by_id) for n in "12"] == [("ready", None)] * 2
    assert [shop.contents(n) for n in "12"] == [{1: {1: 1}}, {1: {1: 2}}]


def test_a_bundle_waits_for_goods_as_one(shop):
    product = shop.product("A", 1)
    shop.take(shop.order("1"), shop.order("2"))
    assert [shop.slip(n).status for n in "12"] == ["ready", "short"]
    bundling.bundle(shop.slip("1"), [shop.slip("2")])
    assert [shop.slip(n).status for n in "12"] == ["short", "short"]
    shop.receive(product, 1)
    assert [shop.slip(n).status for n in "12"] == ["ready", "ready"]


def test_a_bundled_slip_does_not_move_by_itself(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"))
    bundling.bundle(shop.slip("1"), [shop.slip("2")])
    done = move([shop.slip("2").id], "working")
    assert (done.moved, done.refused) == ([], {shop.slip("2").id: "bundled"})


@pytest.mark.parametrize(
    "change, code",
    [
        ({"temperature": "frozen"}, "temperature"),
        ({"wished_on": dt.date(2026, 12, 1)}, "day"),
        ({"payment_kind": "cod"}, "cod"),
        ({"gift": True, "noshi": "御歳暮"}, "noshi"),
        ({"status": "check"}, "status"),
        ({"phone_key": 5}, "recipient"),
    ],
)
def test_what_may_not_travel_together_is_refused_with_its_reason(shop, change, code):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"))
    first, second = shop.slip("1"), shop.slip("2")
    for name, value in change.items():
        setattr(second, name, value)
    session.flush()
    with pytest.raises(Rejected) as refusal:
        bundling.bundle(first, [second])
    assert refusal.value.message == bundling.HINDRANCES[code]
    assert shop.slip("2").carried_by_id is None


def test_orders_of_another_shop_travel_along_only_when_both_shops_allow_it(shop):
    shop.product("A", 9)
    other = shop.open("Y1", "yahoo", foreign_papers=True)
    shop.take(shop.order("1"))
    shop.take(shop.order("2"), channel=other)
    with pytest.raises(Rejected):
        bundling.bundle(shop.slip("1"), [shop.slip("2")])
    shop.channel.foreign_papers = True
    session.flush()
    bundling.bundle(shop.slip("1"), [shop.slip("2")])
    assert shop.slip("2").carried_by_id == shop.slip("1").id


def test_a_held_slip_goes_back_to_where_it_was(shop):
    shop.product("A", 1)
    shop.take(shop.order("1"))
    slip = shop.slip("1")
    hold([slip.id], "住所を確認中")
    assert (shop.slip("1").status, shop.slip("1").hold_reason) == ("held", "住所を確認中")
    release([slip.id])
    assert (shop.slip("1").status, shop.slip("1").hold_reason) == ("ready", "")


def test_cancelling_gives_the_goods_to_who_waits(shop):
    shop.product("A", 1)
    shop.take(shop.order("1"), shop.order("2", buyer=TARO))
    assert [shop.slip(n).status for n in "12"] == ["ready", "short"]
    cancel([shop.slip("1").id])
    assert [shop.slip(n).status for n in "12"] == ["cancelled", "ready"]


def test_a_code_is_assigned_once_for_all_orders_that_wait(shop):
    product = shop.product("OWN", 24)
    for number in "12":
        order = shop.order(number, [("", 1)], buyer=HANAKO if number == "1" else TARO)
        order.lines[0].mall_code = "case-12"
        shop.take(order)
    [row] = session.execute(unmapped()).all()
    assert (row.mall_code, row.orders, row.pieces) == ("case-12", 2, 2)
    assign(shop.channel, "case-12", "", product, factor=12)
    assert [shop.slip(n).status for n in "12"] == ["ready", "ready"]
    assert (reserved(product), session.execute(unmapped()).all()) == (24, [])


def test_a_wrong_postal_code_is_put_right_with_one_click(shop):
    shop.product("A", 1)
    wrong = Person(**{name: getattr(HANAKO, name) for name in HANAKO.__slots__} | {"postal": "5300001"})
    shop.take(shop.order("1", recipients=[wrong], gift=False))
    assert shop.alerts("1") == ["postal_mismatch"]
    assert "1050011" in str(shop.alert("1", "postal_mismatch").proposal)
    answer(shop.alert("1", "postal_mismatch"), "correct")
    assert (shop.slip("1").recipient.postal, shop.slip("1").status) == ("1050011", "ready")


def test_a_corrected_address_closes_its_alerts_and_the_trail_names_fields_only(shop):
    shop.product("A", 1)
    shop.take(
        shop.order("1", recipients=[Person(family="山田", given="花子", phone="0312345678")], gift=False)
    )
    assert shop.slip("1").status == "check"
    readdress(shop.slip("1"), postal="1050011", address="東京都港区芝公園1-2-3 タワー5階")
    slip = shop.slip("1")
    assert (slip.recipient.city, slip.recipient.street, slip.region) == ("港区", "芝公園1-2-3", "13")
    assert [one for one in shop.alerts("1") if one.startswith("postal")] == []
    assert not any("芝公園" in str(row) for row in session.execute(select(Slip.order_number, Slip.key)))

"""The blacklist: entries stop open orders at once and those to come, and let them go when they are removed."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from app.commerce.blacklist.operations import enter, enter_person, entries_of, remove
from app.commerce.customers.model import BlacklistEntry
from app.commerce.slips.bundling import bundle
from app.commerce.slips.moving import move
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.orders.conftest import HANAKO, TARO


@pytest.fixture
def orders(shop):
    """1 ready, 2 being packed, 3 short of goods, all of Hanako; 4 is Taro's."""
    shop.product("A", 3)
    shop.product("B")
    shop.take(shop.order("1"), shop.order("2"), shop.order("3", [("B", 1)]), shop.order("4", buyer=TARO))
    move([shop.slip("2").id], "working")
    return shop


def standing(shop):
    return [(shop.slip(number).status, shop.alerts(number)) for number in "1234"]


def test_an_entry_stops_what_is_on_its_way_and_leaves_others_alone(orders):
    enter("phone", "０９０-1234-5678", "受取拒否")
    assert standing(orders) == [
        ("check", ["blacklist"]), ("held", ["blacklist"]), ("check", ["blacklist"]), ("ready", []),
    ]  # fmt: skip
    assert orders.alert("1", "blacklist").facts == {"by": ["phone"]}
    assert (orders.slip("1").alert_count, orders.slip("1").worst_alert) == (1, "red")


def test_removing_it_lets_them_go_on_but_what_was_put_on_hold_stays(orders):
    entry = enter("phone", HANAKO.phone, "受取拒否")
    remove(entry)
    assert standing(orders) == [("ready", []), ("held", []), ("short", []), ("ready", [])]
    assert session.scalars(select(BlacklistEntry.id)).all() == []


def test_an_alert_stays_while_another_entry_concerns_the_same_order(orders):
    [phone, name] = enter_person(HANAKO, ("phone", "name"), "受取拒否")
    assert orders.alert("1", "blacklist").facts == {"by": ["name", "phone"]}
    remove(phone)
    assert (orders.slip("1").status, orders.alert("1", "blacklist").facts) == ("check", {"by": ["name"]})
    remove(name)
    assert orders.slip("1").status == "ready"


def test_an_order_to_come_is_stopped_by_any_way_of_writing(orders):
    enter("address", "東京都港区芝公園１－２－３", "空き家")
    orders.take(orders.order("5", buyer=replace(TARO, phone="0311112222", mail="x@example.com")))
    assert orders.alerts("5") == ["blacklist"]


def test_an_order_inside_another_parcel_stops_that_parcel(orders):
    orders.product("C", 9)
    third = replace(HANAKO, family="鈴木", mail="s@example.com")
    orders.take(orders.order("6", [("C", 1)]), orders.order("7", [("C", 1)], buyer=third))
    bundle(orders.slip("6"), [orders.slip("7")])
    enter("name", "鈴木 花子", "受取拒否")
    assert (orders.slip("6").status, orders.alerts("6"), orders.alerts("7")) == ("check", [], ["blacklist"])


@pytest.mark.parametrize(
    "kind, shown, reason, field",
    [
        ("phone", "0000000000", "x", "shown"),
        ("mail", "", "x", "shown"),
        ("phone", HANAKO.phone, " ", "reason"),
    ],
)
def test_what_cannot_be_recognised_or_has_no_reason_is_refused(orders, kind, shown, reason, field):
    with pytest.raises(Rejected) as refused:
        enter(kind, shown, reason)
    assert refused.value.field == field
    assert session.scalars(select(BlacklistEntry.id)).all() == []
    assert orders.slip("1").status == "ready"


def test_the_same_entry_twice_is_refused_and_a_person_twice_adds_nothing(orders):
    enter("phone", HANAKO.phone, "受取拒否")
    with pytest.raises(Rejected):
        enter("phone", "09012345678", "また")
    assert enter_person(HANAKO, ("phone",), "また") == []
    assert [one.kind for one in entries_of(orders.find("1"))] == ["phone"]


def test_neither_data_nor_reason_stand_in_clear_in_the_database(orders):
    enter("phone", HANAKO.phone, "山田さんは受取拒否")
    session.flush()
    kept = session.execute(
        text("SELECT b::text, (SELECT string_agg(a::text, '') FROM audit_entries a) FROM blacklist_entries b")
    ).one()
    for written in kept:
        for clear in ("1234", "山田", "受取拒否"):
            assert clear not in (written or "")

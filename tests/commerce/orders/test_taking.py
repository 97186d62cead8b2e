"""Orders come in: new ones once, known ones brought up to date, each as far as it may go by itself."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import func, select, text

from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.customers.ranking import enter_rank
from app.commerce.orders.incoming import IncomingMoney
from app.commerce.orders.model import Order
from app.commerce.persons.keys import blind_phone, prefix_asked
from app.commerce.persons.model import PersonPrefix
from app.commerce.slips.moving import move
from app.commerce.slips.paying import pay
from app.commerce.stock.verifying import differences
from app.kernel import events
from app.kernel.db import session
from tests.commerce.orders.conftest import HANAKO, MORNING, TARO


def test_an_order_that_nothing_stops_is_ready_to_ship_at_once(shop):
    shop.product("A", 3)
    done = shop.take(shop.order("1", [("A", 2)]))
    slip = shop.slip("1")
    assert (list(done.new), done.alerts) == (["1"], 0)
    assert (slip.status, slip.recipient, slip.region, slip.total) == ("ready", HANAKO, "13", 2000)
    assert shop.contents("1") == {1: {1: 2}}


def test_an_order_without_goods_on_the_shelf_waits_and_goes_on_when_they_come(shop):
    product = shop.product("A", 1)
    shop.take(shop.order("1", [("A", 2)]))
    assert shop.slip("1").status == "short"
    shop.receive(product, 1)
    assert shop.slip("1").status == "ready"


def test_new_slips_lie_where_the_stock_leaves_them_and_who_listens_hears_of_each_step(shop, monkeypatch):
    heard = []
    listeners = [*events.listeners("slips.moved"), lambda moved, why: heard.append((moved, why))]
    monkeypatch.setitem(events._listeners, "slips.moved", listeners)
    shop.product("A", 3)
    shop.take(shop.order("1", [("A", 2)]), shop.order("2", [("A", 2)]), shop.order("3", [("X", 1)]))
    ready, short, check = (shop.slip(number) for number in "123")
    assert [(one.status, one.version) for one in (ready, short, check)] == [
        ("ready", 1), ("short", 1), ("check", 1),
    ]  # fmt: skip
    begun = [(ready.id, "new", "unallocated"), (short.id, "new", "unallocated"), (check.id, "new", "check")]
    asked = [(ready.id, "unallocated", "ready"), (short.id, "unallocated", "short")]
    assert heard == [(begun, "intake"), (asked, "intake")]
    assert differences() == []


def test_a_new_customer_has_the_rank_of_all_orders_that_came_at_once(shop):
    shop.product("A", 9)
    enter_rank("二回目から", 2)
    enter_rank("三回目から", 3)
    later = MORNING + dt.timedelta(days=3)
    shop.take(shop.order("1", ordered_at=MORNING), shop.order("2", ordered_at=later))
    customer = session.scalars(select(Customer)).one()
    ranks = dict(session.execute(select(CustomerRank.id, CustomerRank.name)).all())
    assert (customer.order_count, customer.amount, ranks[customer.rank_id]) == (2, 2000, "二回目から")
    assert customer.last_ordered_at - customer.first_ordered_at == dt.timedelta(days=3)
    shop.take(shop.order("3", ordered_at=MORNING + dt.timedelta(days=6)))
    session.refresh(customer)
    assert (customer.order_count, ranks[customer.rank_id]) == (3, "三回目から")


def test_the_same_orders_again_change_nothing(shop):
    shop.product("A", 9)
    orders = [shop.order("1"), shop.order("2")]
    shop.take(*orders)
    versions = [slip.version for slip in (*shop.slips("1"), *shop.slips("2"))]
    done = shop.take(*orders)
    assert (done.new, done.changed, sorted(done.unchanged)) == ({}, {}, ["1", "2"])
    assert [slip.version for slip in (*shop.slips("1"), *shop.slips("2"))] == versions
    assert session.scalar(select(func.count()).select_from(Order)) == 2


def test_an_order_paid_before_shipping_waits_for_its_money(shop):
    shop.product("A", 1)
    shop.take(shop.order("1", payment="銀行振込"))
    assert shop.slip("1").status == "unpaid"
    pay([shop.find("1").id], MORNING.date())
    assert (shop.slip("1").status, shop.find("1").paid_on) == ("ready", MORNING.date())


def test_whoever_bought_before_is_the_same_customer_in_every_way_of_writing(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"))
    shop.take(
        shop.order("2", buyer=replace(HANAKO, phone="０９０ー１２３４ー５６７８", mail="other@example.com"))
    )
    shop.take(shop.order("3", buyer=replace(HANAKO, phone="", given="花子 ")))
    shop.take(shop.order("4", buyer=TARO))
    found = session.execute(select(Customer.order_count, Customer.amount).order_by(Customer.code)).all()
    assert [tuple(row) for row in found] == [(3, 3000), (1, 1000)]


def test_personal_data_is_sealed_and_still_found(shop):
    shop.product("A", 1)
    shop.take(shop.order("1", remarks="山田花子より"))
    whole = session.execute(
        text("SELECT o::text || s::text FROM orders o JOIN slips s ON s.order_id = o.id")
    ).scalar()
    for told in ("山田", "花子", "090-1234-5678", "hanako", "芝公園"):
        assert told not in whole
        assert told.encode().hex() not in whole
    found = select(Order.number).where(Order.phone_key == blind_phone("+81 90 1234 5678"))
    assert session.scalars(found).all() == ["1"]
    begins = select(PersonPrefix.order_id).where(PersonPrefix.key == prefix_asked("山田"))
    assert session.scalars(begins).all() == [shop.find("1").id]


def test_an_unknown_product_stops_the_order(shop):
    shop.take(shop.order("1", [("X", 1)]))
    assert (shop.slip("1").status, shop.alerts("1")) == ("check", ["unknown_product"])


def test_amounts_that_do_not_add_up_or_are_not_fixed_stop_the_order(shop):
    shop.product("A", 9)
    shop.take(
        shop.order("1", money=IncomingMoney(goods=1000, postage=500, total=1600)),
        shop.order("2", money=IncomingMoney(goods=1000, postage=None, total=None)),
        shop.order(
            "3", money=IncomingMoney(goods=1000, postage=500, points=200, shop_coupon=300, total=1000)
        ),
    )
    assert [shop.alerts(number) for number in "123"] == [
        ["total_mismatch"], ["amount_not_fixed"], [],
    ]  # fmt: skip


def test_the_same_goods_for_the_same_person_within_a_day_are_looked_at(shop):
    shop.product("A", 9)
    shop.product("B", 9)
    shop.take(shop.order("1", ordered_at=MORNING))
    soon = MORNING + dt.timedelta(hours=5)
    shop.take(shop.order("2", ordered_at=soon), shop.order("3", [("B", 1)], ordered_at=soon))
    assert [shop.alerts(number) for number in "123"] == [[], ["duplicate"], []]
    assert shop.alert("2", "duplicate").facts == {"orders": ["1"]}


def test_of_many_like_orders_each_names_the_first_ones_within_a_day(shop):
    shop.product("A", 99)
    hours = (0, 1, 1, 2, 3, 4, 5, 26)
    shop.take(
        *(
            shop.order(str(number), ordered_at=MORNING + dt.timedelta(hours=after))
            for number, after in enumerate(hours, 1)
        )
    )
    assert shop.alerts("1") == []
    assert {number: shop.alert(number, "duplicate").facts["orders"] for number in "2345678"} == {
        "2": ["1", "3"],
        "3": ["1", "2"],
        "4": ["1", "2", "3"],
        "5": ["1", "2", "3", "4"],
        "6": ["1", "2", "3", "4", "5"],
        "7": ["1", "2", "3", "4", "5"],
        "8": ["4", "5", "6", "7"],
    }


def test_a_change_of_the_shop_is_taken_over_and_what_a_clerk_changed_stays(shop):
    shop.product("A", 9)
    order = shop.order("1", [("A", 2)])
    shop.take(order)
    slip = shop.slip("1")
    slip.pieces = 3
    session.flush()
    later = shop.order("1", [("A", 4)])
    later.slips[0].recipient = replace(HANAKO, building="タワー5階")
    later.slips[0].wished_on = dt.date(2026, 11, 25)
    done = shop.take(later)
    slip = shop.slip("1")
    assert (slip.pieces, slip.recipient.building, slip.wished_on) == (3, "タワー5階", dt.date(2026, 11, 25))
    assert (shop.contents("1"), shop.find("1").total, shop.find("1").revision) == ({1: {1: 4}}, 4000, 1)
    assert done.changed["1"]["lines", "1", "quantity"] == (2, 4)
    assert slip.status == "ready"


def test_an_order_the_shop_cancels_is_cancelled_before_packing_and_held_after(shop):
    product = shop.product("A", 5)
    shop.take(shop.order("1"), shop.order("2", buyer=TARO))
    move([shop.slip("2").id], "working")
    shop.take(shop.order("1", standing="cancelled"), shop.order("2", buyer=TARO, standing="cancelled"))
    assert (shop.slip("1").status, shop.slip("2").status) == ("cancelled", "held")
    assert shop.alerts("2") == ["cancelled_by_shop"]
    assert shop.slip("2").worst_alert == "red"
    assert reserved(product) == 1


def test_a_change_after_the_label_holds_the_parcel(shop):
    shop.product("A", 5)
    shop.take(shop.order("1"))
    move([shop.slip("1").id], "working")
    shop.take(shop.order("1", [("A", 2)]))
    assert (shop.slip("1").status, shop.alerts("1")) == ("held", ["changed_after_label"])
    assert shop.contents("1") == {1: {1: 1}}


def test_taking_many_costs_no_more_statements_than_taking_few(shop, statements):
    shop.product("A", 99)
    shop.take(shop.order("0"))
    statements.clear()
    shop.take(shop.order("1"), shop.order("2", buyer=TARO))
    few = len(statements)
    statements.clear()
    shop.take(*(shop.order(str(n), buyer=replace(TARO, phone=f"080-1111-{n:04}")) for n in range(10, 40)))
    assert len(statements) <= few


def reserved(product):
    from app.commerce.stock.model import StockBalance

    return session.scalar(
        select(func.sum(StockBalance.reserved)).where(StockBalance.product_id == product.id)
    )


def test_a_far_place_is_marked_and_stops_nothing(shop):
    shop.product("A", 1)
    far = replace(HANAKO, postal="0600001", prefecture="北海道", city="札幌市中央区", street="北一条西3-2")
    shop.take(shop.order("1", buyer=far))
    slip = shop.slip("1")
    assert (shop.alerts("1"), slip.status, slip.alert_count, slip.worst_alert) == (
        ["far"],
        "ready",
        0,
        "yellow",
    )


UNPRICED = ("money.goods", "money.postage", "money.total", "lines.price", "lines.discount", "remarks")
"""What a report of orders to send cannot know."""


def unpriced(shop, number, lines, **facts):
    """An order as a report without prices tells it."""
    money = IncomingMoney(goods=None, postage=None, total=None)
    order = shop.order(number, lines, money=money, partial=UNPRICED, **facts)
    for line in order.lines:
        line.price = 0
    return order


def test_a_report_without_prices_keeps_the_amounts_that_are_known(shop):
    shop.product("A", 9)
    money = IncomingMoney(goods=2000, postage=500, total=2500)
    shop.take(shop.order("1", [("A", 2)], money=money, remarks="よろしく"))
    later = unpriced(shop, "1", [("A", 2)])
    later.slips[0].wished_on = dt.date(2026, 11, 25)
    later.lines[0].name = "品物 A (新)"
    done = shop.take(later)
    order = shop.find("1")
    assert set(done.changed["1"]) == {("slips", "1", "wished_on"), ("lines", "1", "name")}
    assert (order.goods, order.postage, order.total, order.remarks) == (2000, 500, 2500, "よろしく")
    assert [(line.name, line.price, line.amount) for line in order.lines] == [("品物 A (新)", 1000, 2000)]
    assert (shop.slip("1").wished_on, shop.slip("1").total) == (dt.date(2026, 11, 25), 2500)
    assert shop.take(later).unchanged == ["1"]


def test_a_report_without_prices_stops_no_order_for_its_amount(shop):
    shop.product("A", 9, price=1000)
    shop.take(unpriced(shop, "1", [("A", 2)]), unpriced(shop, "2", [("A", 1)], payment="代金引換"))
    order = shop.find("1")
    assert (shop.slip("1").status, order.goods, order.postage, order.total) == ("ready", None, None, None)
    assert [shop.alerts(number) for number in "12"] == [[], ["amount_not_fixed"]]

"""An order by telephone: who calls is found while one types, lines complete themselves, nothing typed is ever lost."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.clientele.operations import correct
from app.commerce.clientele.operations import enter as enter_customer
from app.commerce.customers.model import Customer
from app.commerce.orders.model import Order
from app.commerce.persons.model import PersonalDataRead
from app.commerce.slips.model import Slip
from app.commerce.telephone.money import apportion, costs
from app.kernel.db import session
from tests.commerce.orders.conftest import HANAKO, TARO
from tests.commerce.orders.test_desk import Outside

BASE = "/yamada/telephone-orders"
NEW = f"{BASE}/new"
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def desk(shop, cast):
    """Products at our price with tax, and an order that Hanako placed before."""
    shop.product("A", 20, price=1000)
    shop.product("F", 20, price=500, tax_code="8R", jan="4901234567894")
    shop.take(shop.order("1", [("A", 2), ("F", 1)]))

    session.commit()
    return Outside(shop, cast)


def typed(**more):
    """A form filled in for Hanako with one line."""
    form = {
        "customer_id": "", "way": "phone", "payment": "card", "slot": "none",
        "buyer-family": "山田", "buyer-given": "花子", "buyer-family_kana": "ﾔﾏﾀﾞ", "buyer-phone": "090-1234-5678",
        "buyer-postal": "105-0011", "buyer-prefecture": "東京都", "buyer-city": "港区", "buyer-street": "芝公園1-2-3",
        "lines-0-code": "A", "lines-0-name": "", "lines-0-quantity": "2", "lines-0-price": "", "lines-0-rate": "10",
    }  # fmt: skip
    return form | {name.replace("__", "-"): value for name, value in more.items()}


def taken(desk):
    return desk.ask(select(Order).where(Order.kind == "phone").order_by(Order.number))


@pytest.mark.parametrize(
    "words, name, at_once",
    [("090-1234-5678", "山田 花子", True), ("０９０１２３４５６７８", "山田 花子", True), ("山田", "山田 花子", False),
     ("やまだ", "山田 花子", False), ("090-1234-9999", "新しい顧客", True), ("花子", "新しい顧客", False)],
)  # fmt: skip
def test_who_calls_is_found_while_one_types(desk, client, cast, words, name, at_once):
    browser = client(cast.order_clerk)
    answer = browser.post_form(f"{BASE}/callers", {"caller": words}, form_page=NEW, headers=PART)
    assert (name in answer.text, "data-at-once" in answer.text) == (True, at_once)


def test_a_caller_is_found_by_customer_number_with_former_orders_and_that_is_noted(desk, client, cast):
    [customer] = desk.ask(select(Customer))
    asked, browser = {"caller": customer.code.lower()}, client(cast.order_clerk)
    answer = browser.post_form(f"{BASE}/callers", asked, form_page=NEW, headers=PART)
    for told in ("品物 A × 2", "品物 F × 1", "¥3,000", f"lines?order={desk.find('1').id}"):
        assert told in answer.text
    [seen] = desk.ask(select(PersonalDataRead))
    assert (seen.record_id, seen.by_id) == (customer.id, cast.order_clerk.user_id)


def test_nothing_is_filled_over_what_was_typed_already(desk, client, cast):
    form = {"caller": "090-1234-5678", "buyer-family": "佐藤"}
    answer = client(cast.order_clerk).post_form(f"{BASE}/callers", form, form_page=NEW, headers=PART)
    assert ("山田 花子" in answer.text, "data-at-once" in answer.text) == (True, False)


def test_an_order_is_taken_in_under_the_shop_for_telephone_orders_with_our_prices(desk, client, cast):
    browser = client(cast.order_clerk)
    second = {"code": "4901234567894", "name": "", "quantity": "3", "price": "", "rate": "10"}
    form = typed(postage="700", discount="100", wished_on="2026/12/01", slot="am", memo="お急ぎ")
    form |= {f"lines-1-{name}": value for name, value in second.items()}
    answer = browser.post_form(BASE, form, form_page=NEW)
    [order] = taken(desk)
    [slip] = desk.ask(select(Slip).where(Slip.order_id == order.id))
    [channel] = desk.ask(select(Channel).where(Channel.id == order.channel_id))
    assert (answer.status_code, answer.location) == (303, f"/yamada/slips/{slip.id}")
    assert (channel.kind, channel.code, order.number, order.payment_name) == (
        "phone",
        "TEL",
        "T2611-00001",
        "クレジットカード",
    )
    assert (order.goods, order.postage, order.other_discount, order.total) == (3820, 700, 100, 4420)
    assert order.taxes == [[10, 2836, 257], [8, 1584, 117]]
    assert (order.customer_id, order.memo, order.buyer.family_kana) == (
        desk.find("1").customer_id,
        "お急ぎ",
        "ヤマダ",
    )
    assert (str(slip.wished_on), slip.slot, slip.status, slip.recipient.postal) == (
        "2026-12-01",
        "am",
        "ready",
        "1050011",
    )
    [customer] = desk.ask(select(Customer))
    assert (customer.order_count, customer.amount) == (2, 7420)


def test_a_new_caller_becomes_a_customer_and_numbers_follow_each_other(desk, client, cast):
    browser = client(cast.order_clerk)
    form = typed(buyer__family="高橋", buyer__given="一郎", buyer__phone="03-9999-8888")
    browser.post_form(BASE, form, form_page=NEW)
    browser.post_form(BASE, form, form_page=NEW)
    assert [order.number for order in taken(desk)] == ["T2611-00001", "T2611-00002"]
    assert len(desk.ask(select(Channel).where(Channel.kind == "phone"))) == 1
    assert len(desk.ask(select(Customer))) == 2


def test_another_recipient_makes_it_a_gift_without_amounts(desk, client, cast):
    form = typed(other="y", recipient__family="佐藤", recipient__given="太郎", recipient__phone="080-8765-4321",
                 recipient__postal="1050011", recipient__prefecture="東京都", recipient__city="港区",
                 recipient__street="芝公園3-3-3")  # fmt: skip
    client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    [order] = taken(desk)
    [slip] = desk.ask(select(Slip).where(Slip.order_id == order.id))
    assert (slip.recipient.name, order.buyer.name, order.gift, slip.gift) == (
        "佐藤 太郎",
        "山田 花子",
        True,
        True,
    )


def test_what_a_chosen_customer_corrects_on_the_telephone_is_kept(desk, client, cast):
    [customer] = desk.ask(select(Customer))
    form = typed(customer_id=str(customer.id), buyer__street="芝公園4-2-8", buyer__phone="070-1111-2222")
    client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    [now] = desk.ask(select(Customer))
    assert (now.person.street, now.person.phone, now.order_count) == ("芝公園4-2-8", "070-1111-2222", 2)


def test_a_chosen_customer_whose_name_became_another_person_stays_as_they_were(desk, client, cast):
    [customer] = desk.ask(select(Customer))
    form = typed(customer_id=str(customer.id), buyer__family="鈴木")
    client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    assert sorted(one.person.name for one in desk.ask(select(Customer))) == ["山田 花子", "鈴木 花子"]
    assert len({order.customer_id for order in desk.ask(select(Order))}) == 2


def test_of_two_customers_with_the_same_data_the_chosen_one_gets_the_order(desk, client, cast):
    twin = desk._inside(lambda: enter_customer(TARO))()
    from app.kernel.db import session

    desk._inside(
        lambda: correct(session.scalars(select(Customer).where(Customer.id == twin.id)).one(), person=HANAKO)
    )()
    client(cast.order_clerk).post_form(BASE, typed(customer_id=str(twin.id)), form_page=NEW)
    [order] = taken(desk)
    assert order.customer_id == twin.id
    counts = {one.id: one.order_count for one in desk.ask(select(Customer))}
    assert counts == {twin.id: 1, desk.find("1").customer_id: 1}


@pytest.mark.parametrize(
    "change, said",
    [({"buyer__family": ""}, "名前を入力してください"), ({"buyer__phone": ""}, "電話番号を入力してください"),
     ({"lines__0__code": "NO"}, "このコードの品目がありません"), ({"lines__0__quantity": "0"}, "数量を整数で"),
     ({"lines__0__quantity": "1.5"}, "数量を整数で"), ({"lines__0__price": "x"}, "lines-0-price"),
     ({"postage": "-1"}, "0以上の金額"), ({"other": "y"}, "名前を入力してください"),
     ({"wished_on": "2026/13/01"}, "wished_on"),
     ({"lines__0__code": "", "lines__0__quantity": ""}, "明細"),
     ({"lines__0__code": "", "lines__0__price": "1"}, "品名を入力")],
)  # fmt: skip
def test_a_refusal_brings_back_everything_that_was_typed_and_writes_nothing(desk, client, cast, change, said):
    form = typed(buyer__building="第①ビル", memo="𠮷田様より\r\n紹介", discount="１０") | typed(**change)
    answer = client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    assert (answer.status_code, said in answer.text) == (422, True)
    kept = typed(**change) | {"buyer-building": "第①ビル"}
    assert [
        value for value in kept.values() if value and f'value="{value}"' not in answer.text and len(value) > 4
    ] == []
    assert "𠮷田様より" in answer.text
    assert (taken(desk), desk.ask(select(Channel).where(Channel.kind == "phone"))) == ([], [])


def test_the_lines_of_a_former_order_come_behind_what_was_typed_at_todays_prices(desk, client, cast):
    form = typed(lines__0__code="", lines__0__name="ギフト箱", lines__0__quantity="1", lines__0__price="200")
    url = f"{BASE}/lines?order={desk.find('1').id}"
    answer = client(cast.order_clerk).post_form(url, form, form_page=NEW, headers=PART)
    cells = [answer.text.split(f'name="lines-{n}-{name}"')[1].split('value="')[1].split('"')[0]
             for n in range(3) for name in ("name", "quantity", "price")]  # fmt: skip
    assert cells == ["ギフト箱", "1", "200", "品物 A", "2", "1,100", "品物 F", "1", "540"]


def test_totals_follow_what_is_typed_also_where_the_price_is_ours(desk, client, cast):
    form = typed(postage="700", cod_fee="330", lines__0__quantity="2", lines__0__price="")
    answer = client(cast.order_clerk).post_form(f"{BASE}/totals", form, form_page=NEW, headers=PART)
    for told in ("¥2,200", "¥3,230", "（税¥293）"):
        assert told in answer.text


@pytest.mark.parametrize(
    "words, found", [("A", ["A"]), ("4901234567894", ["4901234567894"]), ("品物", ["A", "F"]), ("zz", [])]
)
def test_products_are_offered_by_code_jan_and_name_with_our_price(desk, client, cast, words, found):
    answer = client(cast.order_clerk).get(f"{BASE}/products", query_string={"q": words}, headers=PART)
    assert [part.split('"')[0] for part in answer.text.split('data-text="')[1:]] == found
    if found:
        assert ('data-fill-price="1100"' in answer.text) == ("A" in found)


def test_who_may_not_see_persons_takes_no_orders_by_telephone(desk, client, cast):
    assert client(cast.shipping_clerk).get(NEW).status_code == 403
    assert client(cast.auditor).post_form(f"{BASE}/callers", {"caller": "山田"}).status_code == 403


def test_the_page_keeps_no_draft_in_the_browser_and_opens_filled_for_a_customer(desk, client, cast):
    [customer] = desk.ask(select(Customer))
    page = client(cast.order_clerk).get(f"{NEW}?customer={customer.id}").text
    assert ("data-draft" in page, 'value="芝公園1-2-3"' in page, f'value="{customer.id}"' in page) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize(
    "lines, discount, total, taxes",
    [
        ([(1080, 1, 8), (1100, 1, 10)], 0, 2180, [(10, 1100, 100), (8, 1080, 80)]),
        ([(100, 1, 8), (100, 1, 10)], 1, 199, [(10, 100, 9), (8, 99, 7)]),
        ([(300, 1, 8), (100, 1, 10)], 10, 390, [(10, 98, 8), (8, 292, 21)]),
        ([(500, 1, 10)], 900, 0, [(10, 0, 0)]),
        ([], 100, 0, []),
    ],
)
def test_a_discount_is_shared_among_the_rates_and_tax_is_rounded_once_for_each(lines, discount, total, taxes):
    found = costs(lines, discount=discount)
    assert (found.total, found.taxes) == (total, taxes)


def test_shares_add_up_to_the_discount_and_the_rest_goes_to_the_largest_fraction():
    assert apportion(10, {10: 100, 8: 200, 0: 30}) == {10: 3, 8: 6, 0: 1}
    assert apportion(1, {10: 50, 8: 50}) == {10: 1, 8: 0}
    assert apportion(7, {}) == {}


def test_a_kept_name_is_compared_in_every_way_of_writing(desk, client, cast):
    desk._inside(lambda: enter_customer(replace(TARO, family="髙橋", given="一郎")))()
    [customer] = desk.ask(select(Customer).where(Customer.order_count == 0))
    form = typed(
        customer_id=str(customer.id), buyer__family="高橋", buyer__given="一郎", buyer__phone="03-7777-8888"
    )
    client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    assert [order.customer_id for order in taken(desk)] == [customer.id]

"""What customers bought is counted from orders that stand; ranks follow; duplicates are merged and taken apart."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.clientele.merging import duplicates, merge, take_apart
from app.commerce.clientele.operations import correct, enter
from app.commerce.customers.beginnings import beginning_with
from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.customers.ranking import change_rank, drop_rank, enter_rank, ranks
from app.commerce.orders.incoming import IncomingMoney
from app.commerce.purchases.counting import count_again
from app.commerce.slips.moving import cancel, move
from app.commerce.slips.splitting import split
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit.model import AuditEntry
from tests.commerce.orders.conftest import HANAKO, TARO


def customer(shop, number):
    return session.scalars(
        select(Customer)
        .where(Customer.id == shop.find(number).customer_id)
        .execution_options(populate_existing=True)
    ).one()


def counts(shop, number):
    one = customer(shop, number)
    return one.order_count, one.amount


def test_a_cancelled_order_leaves_the_counts_and_comes_back_when_it_is_reopened(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2", [("A", 3)]))
    assert counts(shop, "1") == (2, 4000)
    cancel([shop.slip("2").id])
    kept = customer(shop, "1")
    assert (kept.order_count, kept.amount) == (1, 1000)
    assert kept.first_ordered_at == kept.last_ordered_at == shop.find("1").ordered_at
    move([shop.slip("2").id], "new")
    assert counts(shop, "1") == (2, 4000)


def test_an_order_counts_while_one_of_its_slips_is_not_cancelled(shop):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 3)]))
    [slip] = shop.slips("1")
    split(slip, {shop_line(slip): 1})
    first, second = shop.slips("1")
    cancel([second.id])
    assert counts(shop, "1") == (1, 3000)
    cancel([first.id])
    assert counts(shop, "1") == (0, 0)
    assert customer(shop, "1").last_ordered_at is None


def shop_line(slip):
    return slip.contents[0].id


def test_an_order_whose_amount_the_shop_changes_counts_with_the_new_one(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"))
    shop.take(shop.order("1", money=IncomingMoney(goods=1000, postage=500, total=1500)))
    assert counts(shop, "1") == (1, 1500)


def test_counting_again_changes_nothing_that_was_right(shop):
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"), shop.order("3", buyer=TARO))
    before = [counts(shop, number) for number in "123"]
    count_again([customer(shop, number).id for number in "123"])
    assert [counts(shop, number) for number in "123"] == before == [(2, 2000), (2, 2000), (1, 1000)]


def test_ranks_follow_the_count_at_intake_at_cancelling_and_when_the_table_changes(shop):
    shop.product("A", 9)
    first, regular = (
        enter_rank("初回", 1),
        enter_rank("常連", 2, tone="done", text="いつもありがとうございます。"),
    )
    shop.take(shop.order("1"), shop.order("2"), shop.order("3", buyer=TARO))
    assert [customer(shop, number).rank_id for number in "13"] == [regular.id, first.id]
    cancel([shop.slip("2").id])
    assert customer(shop, "1").rank_id == first.id
    change_rank(regular, name="常連", from_count=1_000, tone="done", text="")
    assert [(rank.name, number) for rank, number in ranks()] == [("初回", 2), ("常連", 0)]
    drop_rank(first)
    assert customer(shop, "1").rank_id is None


def test_a_fixed_rank_stays_until_it_is_removed(shop):
    shop.product("A", 9)
    vip, first = enter_rank("特別", 50), enter_rank("初回", 1)
    shop.take(shop.order("1"))
    correct(customer(shop, "1"), rank_id=vip.id)
    shop.take(shop.order("2"))
    assert customer(shop, "1").rank_id == vip.id
    drop_rank(vip)
    assert (customer(shop, "1").rank_id, customer(shop, "1").rank_fixed) == (first.id, False)


@pytest.mark.parametrize("name, count, field", [("常連", 9, "name"), ("別", 2, "from_count")])
def test_two_ranks_share_neither_name_nor_number(shop, name, count, field):
    enter_rank("常連", 2)
    with pytest.raises(Rejected) as refused:
        enter_rank(name, count)
    assert refused.value.field == field
    session.expunge_all()
    assert session.scalars(select(CustomerRank.name)).all() == ["常連"]


def twins(shop):
    """Hanako under two mail addresses without telephone: two customers with two orders and one."""
    other = replace(HANAKO, phone="", mail="second@example.com")
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"), shop.order("3", buyer=other))
    return customer(shop, "1"), customer(shop, "3")


def test_same_name_and_address_or_same_telephone_are_offered_as_duplicates(shop):
    kept, other = twins(shop)
    wife = replace(HANAKO, given="次郎", mail="jiro@example.com")
    shop.take(shop.order("4", buyer=wife), shop.order("5", buyer=TARO))
    found = [(why, [one.id for one in some]) for why, some in duplicates()]
    assert found == [
        ("phone", [kept.id, customer(shop, "4").id]),
        ("place", [kept.id, other.id]),
    ]


def test_merging_moves_orders_and_counts_and_taking_apart_restores_both_exactly(shop):
    kept, other = twins(shop)
    merge(kept, other)
    assert [shop.find(number).customer_id for number in "123"] == [kept.id] * 3
    assert (counts(shop, "1"), other.order_count, other.merged_into_id) == ((3, 3000), 0, kept.id)
    assert duplicates() == []
    take_apart(other)
    assert [shop.find(number).customer_id for number in "123"] == [kept.id, kept.id, other.id]
    assert (counts(shop, "1"), counts(shop, "3"), other.merged_into_id) == ((2, 2000), (1, 1000), None)


def test_who_was_merged_is_recognised_as_the_kept_one_even_over_two_steps(shop):
    kept, other = twins(shop)
    shop.take(shop.order("4", buyer=TARO))
    last = customer(shop, "4")
    merge(kept, other)
    merge(last, kept)
    shop.take(shop.order("5", buyer=replace(HANAKO, phone="", mail="second@example.com")))
    assert shop.find("5").customer_id == last.id
    with pytest.raises(Conflict):
        take_apart(other)
    take_apart(kept)
    assert [shop.find(number).customer_id for number in "12345"] == [kept.id] * 3 + [last.id] * 2


def test_a_merged_customer_cannot_be_merged_again_and_nobody_with_themselves(shop):
    kept, other = twins(shop)
    with pytest.raises(Rejected):
        merge(kept, kept)
    merge(kept, other)
    with pytest.raises(Conflict):
        merge(kept, other)
    with pytest.raises(Conflict):
        merge(other, kept)
    assert counts(shop, "1") == (3, 3000)


def test_a_customer_is_entered_by_hand_once_and_corrected_with_their_keys(shop):
    made = enter(TARO)
    assert (made.code[0], made.person) == ("C", TARO)
    with pytest.raises(Rejected, match=made.code):
        enter(replace(TARO, phone="08087654321"))
    moved = replace(TARO, street="新町9", phone="03-1111-2222", family_kana="サトーウ")
    correct(made, person=moved, memo="配達は午後", advertising=True, version=1)
    with pytest.raises(Conflict):
        correct(made, memo="遅い", version=1)
    shop.product("A", 1)
    shop.take(shop.order("1", buyer=moved))
    assert customer(shop, "1").id == made.id
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.verb == "customer.changed"))
    assert entry.details == {"fields": ["advertising", "family_kana", "memo", "phone", "street"]}


def test_nobody_without_telephone_and_mail_is_entered(shop):
    with pytest.raises(Rejected):
        enter(replace(TARO, phone="", mail=""))
    assert session.scalars(select(Customer.id)).all() == []


@pytest.mark.parametrize(
    "typed, found", [("山田", True), ("ヤマ", True), ("やまだは", True), ("山", False), ("花子", False)]
)
def test_a_customer_is_found_by_the_first_letters_of_name_or_reading(shop, typed, found):
    enter(HANAKO)
    assert (session.scalar(select(Customer.id).where(beginning_with(typed))) is not None) == found

"""From a change of stock to what four malls show: what differs, once, with their limits and failures."""

import datetime as dt

import pytest

from app.commerce.connections.queries import connection_of
from app.commerce.stock import moving
from app.commerce.stock.lines import StockLine
from app.commerce.stock.rules import set_rule
from app.commerce.telling import operations
from app.commerce.telling.sending import waiting
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together

ITEM = "gid://shopify/InventoryItem/1"
RULE = {"way": "share", "safety": 0, "share": 10_000, "cap": None, "fixed": None}


def sell(product, quantity=1):
    moving.sell_in_shop([StockLine(product.id, quantity)], source="test", source_id=new_id())


def shown(kind, peer):
    """What the mall shows of the tea."""
    return {
        "rakuten": lambda: peer.stock.get(("tea", "normal-inventory")),
        "yahoo": lambda: peer.stock.get("tea"),
        "amazon": lambda: peer.listings["tea"]["quantity"],
        "shopify": lambda: peer.levels[ITEM]["gid://shopify/Location/1"],
    }[kind]()


def stocked(kind, peer):
    """A mall where the tea is for sale."""
    if kind == "amazon":
        peer.listings = {"tea": {"channel": "DEFAULT", "quantity": 0}}
        peer.desk.rounds = 0
    if kind == "shopify":
        peer.levels, peer.skus = {ITEM: {"gid://shopify/Location/1": 0}}, {ITEM: "tea"}
    return peer


@pytest.mark.parametrize("kind", ["rakuten", "yahoo", "amazon", "shopify"])
def test_a_sale_reaches_the_mall_by_its_interface(told, peer, work, kind):
    mall = stocked(kind, peer(kind))
    tea = told.product("TEA", stock_of=10)
    shop = told.connect(kind, mall)
    listing = told.list(shop, tea, "tea")
    work()
    assert (shown(kind, mall), told.telling(listing)) == (10, (10, 10, "even", ""))
    sell(tea, 3)
    assert work()[:1] == ["commerce.telling.weigh"]
    assert (shown(kind, mall), told.telling(listing)[:3]) == (7, (7, 7, "even"))
    connection = connection_of(shop.id)
    assert (connection.stock_error, connection.stock_failures) == ("", 0)


def test_only_what_differs_is_told_and_changes_gather(told, peer, work):
    mall = peer("rakuten")
    tea, cup = told.product("TEA", stock_of=10), told.product("CUP", stock_of=5)
    shop = told.connect("rakuten", mall)
    told.list(shop, tea, "tea"), told.list(shop, cup, "cup")
    work()
    for _sale in range(4):
        sell(tea)
    assert work() == ["commerce.telling.weigh", "commerce.telling.tell"]
    assert told.runs(shop) == [(2, 0, 0), (1, 0, 0)]
    assert mall.stock == {("tea", "normal-inventory"): 6, ("cup", "normal-inventory"): 5}
    told.receive(tea, 1)
    sell(tea)
    work()
    assert len(told.runs(shop)) == 2  # the number is the same again


def test_safety_sets_factors_and_orders_that_wait_all_lower_what_is_told(told, peer, work):
    mall = peer("yahoo")
    tea, box = told.product("TEA", stock_of=30), told.product("BOX")
    put_together(box, [(tea.id, 4)])
    shop = told.connect("yahoo", mall)
    single, case, gift = (
        told.list(shop, tea, "tea"), told.list(shop, tea, "case", factor=12), told.list(shop, box, "gift"),
    )  # fmt: skip
    work()
    assert [told.telling(one)[1] for one in (single, case, gift)] == [30, 2, 7]
    told.take(told.order("1", (("TEA", 5),), payment="銀行振込", paid=False))
    assert told.slip("1").status == "unpaid"
    work()
    assert [told.telling(one)[1] for one in (single, case, gift)] == [25, 2, 6]
    set_rule(RULE | {"safety": 2}, product_id=tea.id)
    work()
    assert [told.telling(one)[1] for one in (single, case, gift)] == [23, 1, 6]
    assert mall.stock == {"tea": 23, "case": 1, "gift": 6}


def test_a_cancelled_order_that_had_no_stock_yet_is_given_back_to_the_shops(told, peer, work):
    from app.commerce.slips.moving import cancel

    mall = peer("yahoo")
    tea = told.product("TEA", stock_of=30)
    listing = told.list(told.connect("yahoo", mall), tea, "tea")
    told.take(told.order("1", (("TEA", 5),), payment="銀行振込", paid=False))
    work()
    assert told.telling(listing)[1] == 25
    cancel([told.slip("1").id])
    work()
    assert told.telling(listing)[1] == 30


def test_a_mall_that_asks_to_wait_is_left_alone_and_told_later(told, peer, work):
    mall = peer("rakuten")
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("rakuten", mall, pace=0.001)
    listing = told.list(shop, tea, "tea")
    mall.fail(429, at="bulk-upsert", times=4)
    work()
    assert told.telling(listing)[:3] == (10, None, "waiting")
    connection = connection_of(shop.id)
    assert connection.stock_error == "The shop asks to wait: it had too many requests."
    with clock.frozen(connection.stock_resumes_at + dt.timedelta(seconds=1)):
        assert work() == ["commerce.telling.tell"]
    assert (told.telling(listing), mall.stock) == ((10, 10, "even", ""), {("tea", "normal-inventory"): 10})
    assert (connection_of(shop.id).stock_error, told.runs(shop)) == ("", [(0, 0, 1), (1, 0, 0)])


def test_what_nobody_knows_of_is_told_again_and_later_changes_go_along(told, peer, work):
    mall = peer("yahoo")
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("yahoo", mall, pace=0.001)
    listing = told.list(shop, tea, "tea")
    mall.fail(503, at="setStock", times=4)
    work()
    sell(tea, 4)
    assert work() == ["commerce.telling.weigh", "commerce.telling.tell"]
    assert mall.stock == {}
    with clock.frozen(clock.now() + dt.timedelta(minutes=10)):
        work()
    assert (mall.stock, told.telling(listing)) == ({"tea": 6}, (6, 6, "even", ""))


def test_one_listing_that_is_refused_does_not_keep_the_others(told, peer, work):
    mall = peer("yahoo")
    tea, cup = told.product("TEA", stock_of=10), told.product("CUP", stock_of=5)
    shop = told.connect("yahoo", mall)
    bad, good = told.list(shop, tea, "x"), told.list(shop, cup, "cup")
    work()
    assert (told.telling(bad), told.telling(good)) == ((10, None, "refused", "st-02006"), (5, 5, "even", ""))
    assert (mall.stock, told.runs(shop)) == ({"cup": 5}, [(1, 1, 0)])
    sell(cup)
    work()
    assert told.runs(shop)[-1] == (1, 0, 0)  # what was refused is not told again by itself
    sell(tea)
    work()
    assert told.telling(bad) == (9, None, "refused", "st-02006")


def test_credentials_that_do_not_hold_are_said_and_nothing_is_lost(told, peer, work):
    mall = peer("shopify", token="shpat_other")
    mall.levels, mall.skus = {ITEM: {"gid://shopify/Location/1": 0}}, {ITEM: "tea"}
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("shopify", mall)
    listing = told.list(shop, tea, "tea")
    work()
    assert told.telling(listing)[:3] == (10, None, "waiting")
    said = "The shop does not accept the credentials. Please enter them anew."
    assert connection_of(shop.id).stock_error == said


def test_stock_that_amazon_ships_itself_is_never_told(told, peer, work):
    mall = peer("amazon")
    mall.desk.rounds = 0
    mall.listings = {
        "tea": {"channel": "DEFAULT", "quantity": 0}, "fba": {"channel": "AMAZON_JP", "quantity": 9},
    }  # fmt: skip
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("amazon", mall)
    ours, theirs = told.list(shop, tea, "tea"), told.list(shop, tea, "fba")
    work()
    assert (told.telling(ours)[2], told.telling(theirs)) == ("even", (10, None, "refused", "not_ours"))
    assert mall.listings["fba"] == {"channel": "AMAZON_JP", "quantity": 9}


def test_a_feed_that_amazon_works_on_counts_as_handed_over_until_its_answer(told, peer, work):
    mall = peer("amazon")
    mall.listings = {code: {"channel": "DEFAULT", "quantity": 0} for code in ("tea", "cup")}
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("amazon", mall)
    one, other = told.list(shop, tea, "tea"), told.list(shop, tea, "cup")
    work()
    assert (told.telling(one), told.telling(other)) == (
        (10, 10, "handed", "waiting"),
        (10, 10, "handed", "waiting"),
    )
    del mall.listings["cup"]
    with clock.frozen(clock.now() + dt.timedelta(minutes=1)):
        assert work() == ["commerce.telling.read_answer"]
    assert (told.telling(one)[2], told.telling(other)) == ("even", (10, 10, "refused", "4000003"))
    assert mall.listings == {"tea": {"channel": "DEFAULT", "quantity": 10}}


def test_what_a_mall_holds_otherwise_is_shown_and_told_again(told, peer, work):
    from app.commerce.telling.queries import differences
    from app.commerce.telling.reading_back import ask_to_read_back

    mall = peer("rakuten")
    tea, cup = told.product("TEA", stock_of=10), told.product("CUP", stock_of=5)
    shop = told.connect("rakuten", mall)
    told.list(shop, tea, "tea"), told.list(shop, cup, "cup")
    work()
    mall.stock["tea", "normal-inventory"] = 99
    del mall.stock["cup", "normal-inventory"]
    ask_to_read_back(shop)
    assert work() == ["commerce.telling.read_back", "commerce.telling.tell"]
    found = [(one.mall_code, one.seen_wanted, one.seen) for one in session.execute(differences())]
    assert found == [("cup", 5, None), ("tea", 10, 99)]
    assert mall.stock == {("tea", "normal-inventory"): 10, ("cup", "normal-inventory"): 5}


def test_a_file_in_a_persons_hands_holds_what_waits_and_then_counts_as_told(told, work):
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("yahoo", switches={"stock_way": "download"})
    listing = told.list(shop, tea, "tea-100", "tea-100-sen")
    assert "commerce.telling.tell" in work()
    file = operations.fetch_file(shop)
    assert (file.name, file.content) == (
        "quantity.csv",
        b"code,sub-code,quantity,mode,allow-overdraft,stock-close\r\ntea-100,tea-100-sen,10,,,\r\n",
    )
    assert (told.telling(listing), waiting(shop.id)) == ((10, 10, "even", ""), [])
    with pytest.raises(Rejected):
        operations.fetch_file(shop)


def test_everything_can_be_told_at_once(told, peer, work):
    mall = peer("rakuten")
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("rakuten", mall)
    told.list(shop, tea, "tea")
    work()
    mall.stock.clear()
    operations.tell_everything(shop)
    work()
    assert mall.stock == {("tea", "normal-inventory"): 10}


def test_a_shop_that_is_switched_off_hears_nothing(told, peer, work):
    mall = peer("rakuten")
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("rakuten", mall, switches={"stock_way": "off"})
    listing = told.list(shop, tea, "tea")
    assert (work(), told.telling(listing), mall.asked) == ([], None, [])

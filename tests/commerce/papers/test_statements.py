"""Papers that lie in the parcel, worked out by hand from Rakuten's sample (ec.md §6.3, §4.5)."""

import re
from dataclasses import replace

import pytest

from app.commerce.orders.incoming import IncomingLine, IncomingMoney
from app.commerce.papers.gifts import without_amounts
from app.commerce.slips.bundling import bundle
from app.kernel.db import session
from tests.commerce.orders.conftest import HANAKO, TARO
from tests.commerce.papers.conftest import TWO_RATES

GIFT = "123456-20261105-0000100002"


def test_a_statement_of_purchase_shows_the_malls_own_amounts_for_each_rate(rakuten, printed):
    [page] = printed("statement", rakuten.slip(TWO_RATES))
    assert page.split("\n")[:2] == ["お買い上げ明細書", "髙橋 花子 様"]
    tail = page[page.index("商品合計") :].split("\n")
    assert [line for line in tail if line.startswith(("¥", "▲"))] == [
        "¥4,840", "¥660", "▲500", "▲300", "¥4,700", "¥1,365  （税¥124）", "¥3,335  （税¥247）",
    ]  # fmt: skip
    assert "登録番号 T1234567890123" in page
    assert "¥1,980" in page
    assert "¥3,960" in page


def test_the_same_paper_twice_is_the_same_bytes(rakuten):
    from app.commerce.papers.printing import pdf_of

    ids = [rakuten.slip(TWO_RATES).id]
    assert pdf_of("statement", ids) == pdf_of("statement", ids)


def test_a_gift_paper_bears_message_and_noshi(rakuten, printed):
    slip = rakuten.slips(GIFT)[0]
    slip.card_message = "お母さんへ\nいつもありがとう。"
    [page] = printed("statement", slip)
    lines = page.split("\n")
    assert lines[0] == "お届け明細書"
    assert [lines[lines.index("メッセージ") + n] for n in (1, 2)] == ["お母さんへ", "いつもありがとう。"]
    assert lines[lines.index("のし") + 1] == "御歳暮　山﨑"
    assert "ご依頼主" in lines


MONEY = IncomingMoney(
    goods=61_713, postage=7_891, cod_fee=3_457, payment_fee=2_113, wrapping=5_119, other_fee=1_327, shop_coupon=4_423,
    mall_coupon=2_687, points=9_341, other_discount=1_999, total=63_170, taxes=[(10, 63_170, 5_742)],
)  # fmt: skip
TEMPTING = "【送料無料】特価 20,571円 ポイント10倍！桐箱はちみつ ¥20,571(税込) 4,423円OFFクーポン"


@pytest.mark.parametrize("asked", ["statement", "delivery_note"])
def test_no_amount_of_any_kind_can_be_read_from_a_gift_paper(shop, printed, asked):
    shop.product("A")
    line = IncomingLine(key="1", name=TEMPTING, quantity=3, price=20_571, own_code="A", rate=10, discount=0)
    options = replace(line, options="のし:あり(+￥5,119)\nポイント 9,341pt 利用")
    order = shop.order("8", recipients=[TARO], gift=True, money=MONEY)
    order.lines = [options]
    shop.take(order)
    text = "".join(printed(asked, shop.slip("8")))
    figures = set(re.findall(r"\d[\d,]*", text))
    amounts = {61_713, 7_891, 3_457, 2_113, 5_119, 1_327, 4_423, 2_687, 9_341, 1_999, 63_170, 5_742, 20_571}
    assert figures & ({f"{one:,}" for one in amounts} | {str(one) for one in amounts}) == set()
    assert [
        word for word in ("¥", "￥", "円", "税", "ポイント", "クーポン", "合計", "送料", "▲") if word in text
    ] == []
    assert "桐箱はちみつ" in text


def test_other_figures_of_a_name_stay():
    assert without_amounts("国産はちみつ 250g 2本 No.500") == "国産はちみつ 250g 2本 No.500"
    assert without_amounts("【送料無料】桐箱 3,000円ポッキリ") == "桐箱 ポッキリ"


def test_a_bundled_slip_has_its_own_paper_but_stands_on_the_pick_list_of_the_parcel(shop, printed):
    for code in "AB":
        shop.product(code, stock_of=9)
    shop.take(shop.order("1", [("A", 2)]), shop.order("2", [("B", 3)]))
    leader, child = shop.slip("1"), shop.slip("2")
    bundle(leader, [child])
    session.flush()
    papers = printed("statement", leader)
    assert ["品物 A" in page for page in papers] == [True, False]
    assert ["品物 B" in page for page in papers] == [False, True]
    [picks] = printed("pick_list", leader)
    assert "品物 A" in picks
    assert "品物 B" in picks
    assert "2-1" in picks


def test_a_person_without_the_right_prints_masked_names(shop, cast, printed):
    shop.product("A")
    shop.take(shop.order("1"))
    with cast.inside(cast.auditor):
        [page] = printed("statement", shop.slip("1"))
    assert HANAKO.family not in page
    assert "山** 様" in page.replace("花** ", "")


def test_letters_that_the_typeface_lacks_are_written_another_way(shop, printed):
    shop.product("A")
    shop.take(shop.order("1", buyer=replace(HANAKO, family="𠮷野", given="花子😀")))
    [page] = printed("statement", shop.slip("1"))
    assert "吉野 花子 様" in page

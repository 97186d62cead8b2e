"""A customer telephones: the order is taken by keyboard alone, in well under a minute; on a phone it works as well."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-telephone")
MINUTE = 60


@pytest.fixture(scope="module", autouse=True)
def goods(installation):
    """Goods on the shelf and a customer who bought before."""
    installation.run("-m tests.browser.shopkeeping")


def test_an_order_of_a_known_customer_is_taken_by_keyboard_alone_within_a_minute(at_desk):
    desk = at_desk(cast.CLERK).visit("~/telephone-orders/new")
    page, keys = desk.page, desk.page.keyboard
    expect(page.get_by_label("電話番号・氏名・顧客番号")).to_be_focused()
    begun = time.monotonic()
    keys.type("09012345678", delay=30)
    expect(page.locator("[name=buyer-family]")).to_have_value("山田")
    expect(page.locator("[name=buyer-street]")).to_have_value("芝公園1-2-3")
    expect(page.locator("#telephone-callers")).to_contain_text("煎茶 100g × 3")
    keys.press("F4")
    expect(page.locator("[name=lines-0-code]")).to_have_value("TEA-100")
    expect(page.locator("#telephone-totals")).to_contain_text("¥3,240")
    keys.press("F2")
    expect(page.locator("[name=lines-1-code]")).to_be_focused()
    keys.type("4901234567894", delay=10)
    expect(page.locator("[name=lines-1-name]")).to_have_value("湯呑み")
    for _cell in ("name", "quantity"):
        keys.press("Tab")
    keys.type("2")
    keys.press("Tab")
    expect(page.locator("#telephone-totals")).to_contain_text("¥6,540")
    keys.press("F9")
    expect(page.locator("[name=postage]")).to_be_focused()
    keys.type("660")
    keys.press("Tab")
    expect(page.locator("#telephone-totals")).to_contain_text("¥7,200")
    keys.press("Control+Enter")
    page.wait_for_url("**/slips/*")
    assert time.monotonic() - begun < MINUTE
    desk.checked().reads("山田 花子", "煎茶 100g", "湯呑み", "¥7,200", "代金引換")


def test_a_new_customer_on_a_phone_and_what_is_refused_stays(at_desk):
    desk = at_desk(cast.CLERK, phone=True).visit("~/telephone-orders/new")
    page = desk.page
    page.get_by_label("電話番号・氏名・顧客番号").fill("03-9999-8888")
    expect(page.locator("[name=buyer-phone]")).to_have_value("03-9999-8888")
    page.locator("[name=buyer-postal]").fill("1050011")
    page.locator("[name=buyer-postal]").press("Tab")
    expect(page.locator("[name=buyer-city]")).to_have_value("港区")
    page.locator("[name=lines-0-code]").fill("CUP-01")
    expect(page.locator("[name=lines-0-price]")).to_have_value("1650")
    desk.press("受注を登録")
    desk.reads("名前を入力してください。")
    expect(page.locator("[name=buyer-city]")).to_have_value("港区")
    expect(page.locator("[name=lines-0-code]")).to_have_value("CUP-01")
    page.locator("[name=buyer-family]").fill("高橋")
    page.locator("[name=buyer-street]").fill("芝公園4-2-8")
    desk.press("受注を登録")
    page.wait_for_url("**/slips/*")
    desk.checked().reads("高橋", "¥1,650")

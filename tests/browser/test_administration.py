"""項目とレイアウト in a browser: moving by keyboard and pointer, looking before saving, a formula, a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-administration")

PLACES = "things => things.map(one => one.value.split(':')[1])"


def order(page):
    """Cards and fields as they stand on the screen."""
    return page.eval_on_selector_all("[name=place]", PLACES)


def handle(page, name):
    return page.locator(f"[data-thing=field]:has(> input[value='field:{name}']) .handle")


def test_cards_are_moved_by_keys_and_pointer_looked_at_and_taken_back(at_desk):
    page = at_desk(cast.KEEPER).visit("~/layouts/category/cards").page
    assert order(page)[:7] == ["card0", "code", "name", "kana", "card1", "account_code", "account_name"]
    handle(page, "kana").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert order(page)[:7] == ["card0", "code", "name", "card1", "account_code", "account_name", "kana"]
    assert page.evaluate("document.activeElement.className") == "handle"
    handle(page, "account_name").drag_to(handle(page, "code"))
    moved = ["card0", "account_name", "code", "name", "card1", "account_code", "kana"]
    assert sorted(order(page)[:7]) == sorted(moved)
    assert order(page).index("account_name") < order(page).index("card1")
    expect(page.locator("#preview")).to_contain_text("保存前")
    desk = at_desk(cast.KEEPER).visit("~/layouts/category/cards")
    desk.page.get_by_role("button", name="分類名を下へ").first.click()
    desk.settled().press("保存")
    desk.page.wait_for_url("**/layouts/category/cards/")
    desk.settled()
    assert order(desk.page)[:4] == ["card0", "code", "kana", "name"]
    desk.visit("~/layouts/category/versions").reads("カード・一覧の列を並べ替え", "使用中")


def test_a_formula_is_corrected_in_the_preview_and_fills_every_record(at_desk):
    desk = at_desk(cast.KEEPER).visit("~/products/new")
    desk.type("品目コード", "G-1").type("品目名", "平座金").type("標準単価", "1200").press("保存")
    desk.settled().visit("~/layouts/product/fields/new")
    desk.type("名称（日本語）", "税込の単価").type("コード", "gross").choose("型", "数式")
    desk.page.locator("[name=formula]").fill("[標準単価] * ")
    desk.page.locator("[name=result]").select_option("yen")
    expect(desk.page.locator("#preview")).to_contain_text("数式が途中で終わっています")
    desk.page.locator("[name=formula]").fill("round([標準単価] * 1.1)")
    desk.press("プレビュー")
    expect(desk.page.locator("#preview")).to_contain_text("税込の単価")
    desk.settled().press("保存")
    desk.page.wait_for_url("**/layouts/product/fields/")
    desk.settled().visit("~/products?columns=name,price,x_gross&x_gross.filled=1").reload_until("¥1,320")


def test_everything_fits_a_phone(at_desk):
    phone = at_desk(cast.KEEPER, phone=True)
    for path in ("", "/product/labels", "/product/standard-fields", "/product/cards", "/product/buttons/new",
                 "/product/fields/new", "/product/versions", "/codes", "/codes/new"):  # fmt: skip
        phone.visit(f"~/layouts{path}")

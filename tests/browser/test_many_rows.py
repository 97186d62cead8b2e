"""A list one works in: rows ticked and changed together, cells changed in place, and all of it taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-many-rows")

FOCUS = "document.activeElement.closest('td')?.innerText"


@pytest.fixture(scope="module")
def products(installation):
    """Codes of three products, entered by somebody."""
    installation.sql(
        "yamada",
        "INSERT INTO products (tenant_id, id, code, name, kana, spec, maker, model_number, unit, tax_code, note, state,"
        " version, search_text) SELECT t.id, gen_random_uuid(), 'MR-' || n, '試験品' || n, '', '', '', '', '個', '10',"
        " '', 'active', 1, 'mr-' || n FROM tenants t, generate_series(1, 3) n WHERE t.slug = 'yamada'",
    )
    return ["MR-1", "MR-2", "MR-3"]


def units(installation):
    found = installation.sql("yamada", "SELECT unit FROM products WHERE code ^@ 'MR-' ORDER BY code")
    return [unit for (unit,) in found]


def cell(page, row, name):
    """A cell of the list by row and field."""
    names = page.locator("section.list").get_attribute("data-columns").split(",")
    return page.locator("tbody tr").nth(row).locator("td").nth(names.index(name))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_stretch_of_rows_is_changed_and_one_click_takes_it_back(at_desk, installation, products, phone):
    keeper = at_desk(cast.KEEPER, phone=phone).visit("~/products?code.starts=MR")
    page, ticks = keeper.page, keeper.page.locator("tbody td.check input")
    ticks.nth(0).click()
    ticks.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-count]")).to_have_text("3")
    page.locator(".selection-bar").get_by_role("button", name="変更する").click()
    page.wait_for_url(re.compile("/changes/new"))
    keeper.settled()
    page.locator("#change-field").select_option("unit")
    page.locator("#change-form input[name=unit]").fill("箱")
    expect(page.locator("#change-preview")).to_contain_text("選択中：3件")
    keeper.press("変更する")
    page.wait_for_url(re.compile(r"/products\?"))
    keeper.settled()
    expect(page.locator(".toast")).to_contain_text("単位: 箱 · 3件")
    assert units(installation) == ["箱"] * 3
    page.locator("[data-undo]").click()
    expect(page.get_by_text("変更を元に戻しました（3件）。")).to_be_visible()
    assert units(installation) == ["個"] * 3


def test_cells_are_walked_changed_refused_and_taken_back_by_the_keyboard(at_desk, installation, products):
    page = at_desk(cast.KEEPER).visit("~/products?code.starts=MR").page
    editor = page.locator(".cell-editor")
    cell(page, 0, "unit").dblclick()
    expect(editor).to_have_count(1)
    page.keyboard.type("台")
    page.keyboard.press("Tab")
    expect(cell(page, 0, "unit")).to_have_text("台")
    expect(cell(page, 0, "price").locator(".cell-editor")).to_have_count(1)
    page.keyboard.type("-5")
    page.keyboard.press("Enter")
    expect(editor.locator(".error")).to_have_text("単価は0以上で入力してください。")
    page.keyboard.press("Escape")
    expect(editor).to_have_count(0)
    cell(page, 1, "category_id").dblclick()
    expect(editor).to_have_count(1)
    page.wait_for_timeout(500)
    expect(editor).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    expect(cell(page, 1, "unit").locator(".cell-editor")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(cell(page, 0, "unit")).to_have_text("個")
    assert units(installation) == ["個"] * 3


def test_a_deleted_record_is_found_in_the_bin_on_a_phone(at_desk, installation, products):
    keeper = at_desk(cast.KEEPER, phone=True).visit("~/products?code.starts=MR-3")
    page = keeper.page
    page.locator("tbody td.check input").check()
    page.locator(".selection-bar").get_by_role("button", name="削除する").click()
    page.wait_for_url(re.compile("/changes/new"))
    keeper.settled().press("削除する")
    page.wait_for_url(re.compile(r"/products\?"))
    assert len(units(installation)) == 2
    keeper.visit("~/products/bin").reads("MR-3 試験品3").press("復元")
    page.wait_for_url(re.compile(r"/products/[0-9a-f-]{36}$"))
    assert len(units(installation)) == 3


def test_ticks_of_two_pages_are_changed_together_and_can_be_cleared(at_desk, installation):
    installation.sql(
        "yamada",
        "INSERT INTO products (tenant_id, id, code, name, kana, spec, maker, model_number, unit, tax_code, note, state,"
        " version, search_text) SELECT t.id, gen_random_uuid(), 'TK-' || lpad(n::text, 2, '0'), '二頁品' || n, '', '',"
        " '', '', '個', '10', '', 'active', 1, 'tk-' || n FROM tenants t, generate_series(1, 60) n"
        " WHERE t.slug = 'yamada'",
    )
    keeper = at_desk(cast.KEEPER).visit("~/products?code.starts=TK&sort=code")
    page, ticks = keeper.page, keeper.page.locator("tbody td.check input")
    count, others = page.locator(".selection-some [data-count]"), page.locator("[data-others]")
    ticks.nth(0).click()
    ticks.nth(1).click()
    page.locator(".pager a[rel=next]").click()
    expect(page.locator("tbody")).to_contain_text("TK-51")
    expect(count).to_have_text("2")
    expect(others).to_be_visible()
    ticks.nth(9).click()
    expect(count).to_have_text("3")
    page.locator(".pager a[rel=prev]").click()
    expect(page.locator("tbody")).to_contain_text("TK-01")
    expect(ticks.nth(0)).to_be_checked()
    page.locator(".selection-bar").get_by_role("button", name="選択を解除").click()
    expect(page.locator(".selection-bar")).to_be_hidden()
    expect(ticks.nth(0)).not_to_be_checked()
    ticks.nth(4).click()
    page.locator(".pager a[rel=next]").click()
    expect(page.locator("tbody")).to_contain_text("TK-60")
    ticks.nth(9).click()
    page.locator(".selection-bar").get_by_role("button", name="変更する").click()
    page.wait_for_url(re.compile("/changes/new"))
    keeper.settled()
    page.locator("#change-field").select_option("unit")
    page.locator("#change-form input[name=unit]").fill("箱")
    expect(page.locator("#change-preview")).to_contain_text("選択中：2件")
    keeper.press("変更する")
    page.wait_for_url(re.compile(r"/products\?"))
    keeper.settled()
    expect(page.locator(".selection-bar")).to_be_hidden()
    found = installation.sql(
        "yamada", "SELECT code FROM products WHERE code ^@ 'TK-' AND unit = '箱' ORDER BY code"
    )
    assert [code for (code,) in found] == ["TK-05", "TK-60"]

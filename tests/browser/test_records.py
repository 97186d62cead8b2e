"""A clerk's morning with a list: take a file in, narrow the list, keep the view, correct a cell, take it all back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-records")

FILE = """品目コード,品目名,単位,標準単価,税区分
{0}-1,六角ボルト {0},本,12,10%
{0}-2,平座金 {0},個,5,10%
{0}-3,六角ナット {0},個,四百円,10%
"""


def products(installation, where="true"):
    """`{code: (price, state)}` of the company's products."""
    rows = installation.sql("yamada", f"SELECT code, price, state FROM products WHERE {where} ORDER BY code")
    return {code: (price and int(price), state) for code, price, state in rows}


def take_in(desk, name):
    """The file with one bad row: the good ones go in."""
    desk.visit("~/products/imports")
    content = FILE.format(name).encode("cp932")
    file = {"name": "品目.csv", "mimeType": "text/csv", "buffer": content}
    desk.page.locator("main input[type=file]").first.set_input_files([file])
    desk.press("ファイルを読み込む").reads(f"六角ナット {name}", "数値は")
    return desk.press("正しい行だけ取り込む").reload_until("取込が終わりました")


def narrow(desk, name):
    """The list, asked for the names that hold some words."""
    desk.visit("~/products")
    desk.page.get_by_role("link", name="絞り込み").click()
    panel = desk.page.locator("#filters-panel")
    panel.get_by_role("link", name="品目名").click()
    panel.locator(".ask-texts input").first.fill(f"ボルト {name}")
    panel.get_by_role("button", name="絞り込む", exact=True).click()
    desk.page.wait_for_url("**name.has=**")
    return desk.settled().reads(f"六角ボルト {name}").never_reads(f"平座金 {name}")


def keep_the_view(desk, name):
    """What is asked now, under a name."""
    desk.page.get_by_role("link", name="ビューとして保存").click()
    form = desk.page.locator("#view-form")
    form.get_by_label("名前").first.fill(f"ボルトだけ {name}")
    form.get_by_role("button", name="保存", exact=True).click()
    desk.page.wait_for_url("**view=**")
    return desk.settled().reads(f"ボルトだけ {name}")


def take_back(desk, name):
    """The whole import, from its page."""
    desk.visit("~/products/imports")
    desk.page.get_by_role("link", name="品目.csv").first.click()
    desk.settled().confirm("取り消す")
    return desk.reload_until("取消済み")


def test_from_the_file_to_the_view_to_the_cell_and_back(at_desk, installation):
    desk = take_in(at_desk(cast.KEEPER), "D")
    assert products(installation, "starts_with(code, 'D-')") == {"D-1": (12, "active"), "D-2": (5, "active")}
    keep_the_view(narrow(desk, "D"), "D")
    desk.page.locator("td[data-label='標準単価']").first.dblclick()
    editor = desk.page.locator(".cell-editor input:not([type=hidden])")
    editor.fill("15")
    editor.press("Enter")
    expect(desk.page.locator("td[data-label='標準単価']").first).to_have_text("15")
    assert products(installation, "code = 'D-1'") == {"D-1": (15, "active")}
    desk.settled().page.get_by_role("button", name="元に戻す").first.click()
    expect(desk.page.locator("td[data-label='標準単価']").first).to_have_text("12")
    take_back(desk.settled(), "D").reads("そのまま残した行")
    assert products(installation, "starts_with(code, 'D-')") == {
        "D-1": (12, "active"),
        "D-2": (5, "archived"),
    }


def test_the_same_on_a_phone(at_desk, installation):
    desk = take_in(at_desk(cast.KEEPER, phone=True), "P")
    keep_the_view(narrow(desk, "P"), "P")
    take_back(desk, "P")
    assert products(installation, "starts_with(code, 'P-')") == {
        "P-1": (12, "archived"),
        "P-2": (5, "archived"),
    }


def test_one_steps_through_the_list_one_came_from(at_desk):
    desk = take_in(at_desk(cast.KEEPER), "S")
    desk.visit("~/products?code.starts=S-&sort=-code").page.locator("select[name=state]").select_option(
        "active"
    )
    desk.page.wait_for_url("**state=active**")
    link = desk.settled().page.locator(".row-link")
    with desk.page.context.expect_page() as other:
        link.last.click(modifiers=["Control"])
    expect(other.value.locator("a[rel=prev]")).to_be_visible()
    link.first.click()
    desk.page.wait_for_url(re.compile(r"/products/[0-9a-f-]{36}$"))
    for _once_more in range(2):
        expect(desk.page.locator("h1")).to_have_text("平座金 S")
        expect(desk.page.locator("a[rel=prev]")).to_have_count(0)
        desk.page.reload()
    desk.page.locator("a[rel=next]").click()
    expect(desk.page.locator("h1")).to_have_text("六角ボルト S")
    desk.page.get_by_role("link", name="一覧に戻る").click()
    desk.page.wait_for_url("**state=active**")
    desk.settled().reads("平座金 S", "六角ボルト S")

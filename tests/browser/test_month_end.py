"""Month end at a manager's desk: the board, what slipped, a move, the forecast judged, what changed since last week."""

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-month-end")


def test_a_manager_reviews_the_pipeline_judges_it_and_sees_what_changed(at_desk, installation):
    installation.run("-m tests.browser.month_end")
    desk = at_desk(cast.SALES_MANAGER).visit("~/opportunities/board")
    card = desk.page.locator(".board-card", has_text="検査装置の増設")
    expect(card).to_contain_text("100日延期")
    card.get_by_role("link", name="「検査装置の増設」の移動").click()
    dialog = desk.page.locator("#move-dialog")
    desk.page.locator("#phases-dialog").get_by_role("link", name="失注へ").click()
    expect(dialog.locator("[name=reason]")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.settled()
    expect(dialog).to_have_count(0)
    winning = desk.page.locator(".board-card", has_text="空調の点検")
    won = desk.page.locator(".board-column", has=desk.page.locator("h2", has_text="受注"))
    winning.drag_to(won)
    dialog.get_by_role("button", name="受注へ進める").click()
    desk.settled()
    expect(won.locator(".board-card")).to_contain_text(["空調の点検"])
    desk.page.locator(".board-card", has_text="搬送機の更新").get_by_role(
        "link", name="搬送機の更新", exact=True
    ).click()
    desk.settled()
    desk.page.get_by_text("見込を判断する").click()
    desk.type("判断した金額", "3,800,000").press("判断を保存")
    desk.reads("理由を短く入力してください")
    desk.type("判断の理由", "値引きの要請がある").press("判断を保存").reads(
        "¥3,800,000", "値引きの要請がある"
    )
    desk.visit("~/opportunities/forecast").reads("¥4,400,000", "¥3,800,000")
    desk.follow(cast.SALESMAN.name)
    desk.type("判断した金額", "3,500,000").type("判断の理由", "例年どおり控えめに").press("判断を保存")
    desk.reads("¥3,500,000", "例年どおり控えめに")
    desk.visit("~/opportunities/forecast").reads("¥3,500,000")
    waterfall = desk.page.locator("#changes")
    for part, yen in (
        ("開始時", "¥5,800,000"),
        ("増額", "¥400,000"),
        ("期外へ", "▲1,500,000"),
        ("終了時", "¥4,400,000"),
    ):
        expect(waterfall.locator("tr", has_text=part)).to_contain_text(yen)
    desk.choose("変化の金額", "上長判断").settled()
    expect(waterfall.locator("tr", has_text="月の判断")).to_contain_text("▲300,000")
    expect(waterfall.locator("tr", has_text="終了時")).to_contain_text("¥3,500,000")
    waterfall.locator("tr", has_text="受注").get_by_role("link").click()
    desk.settled().reads("空調の点検")

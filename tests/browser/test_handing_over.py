"""A manager hands over what a leaver leaves behind, takes it back, hands it over again; and makes two accounts one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-handing-over")

LEFT = (
    "SELECT (SELECT count(*) FROM partners WHERE owner_id = u.id),"
    " (SELECT count(*) FROM opportunities WHERE owner_id = u.id),"
    " (SELECT count(*) FROM activities WHERE owner_id = u.id AND standing = 'plan')"
    f" FROM users u WHERE u.email = '{cast.SALESMAN.email}'"
)
DEALS = "SELECT p.code, count(o.id) FROM partners p JOIN opportunities o ON o.partner_id = p.id GROUP BY 1 ORDER BY 1"


@pytest.fixture(scope="module", autouse=True)
def leaver(installation):
    """What the salesman leaves behind."""
    installation.run("-m tests.browser.leaving")


def look_up(page, name, text):
    """A record by what is typed into the lookup of that name."""
    page.locator(f"#{name}").fill(text)
    page.locator(f"#{name}-options li").filter(has_text=text).first.click()


def hand_over(desk, kind, plan="3件"):
    """Everything of that kind from the leaver to the buyer: looked at, then done."""
    desk.visit("~/owner-maintenance")
    desk.page.locator("#kind").select_option(kind)
    look_up(desk.page, "owner", cast.SALESMAN.name)
    look_up(desk.page, "to", cast.BUYER.name)
    desk.press("変更内容を確認").reads(plan, "うち主担当 3件", cast.BUYER.name)
    desk.press("実行する")
    desk.page.wait_for_url(re.compile("/changes/"))
    return desk.settled()


def left_behind(installation):
    """How many accounts, opportunities and plans the leaver has."""
    (found,) = installation.sql("yamada", LEFT)
    return tuple(found)


def test_nothing_of_a_leaver_is_left(at_desk, installation):
    desk = at_desk(cast.SALES_MANAGER)
    hand_over(desk, "partner")
    assert left_behind(installation) == (0, 3, 0)
    desk.press("元に戻す").settled()
    assert left_behind(installation) == (3, 3, 3)
    hand_over(desk, "partner")
    hand_over(desk, "opportunity")
    assert left_behind(installation) == (0, 0, 0)


def test_two_accounts_become_one_by_the_keyboard_and_two_again(at_desk, installation):
    desk = at_desk(cast.SALES_MANAGER).visit("~/partners/moves/candidates")
    page = desk.page
    desk.reads("三ツ輪精機", "C103").follow("比べる")
    page.keyboard.press("Alt+2")
    expect(page.locator("input[name=take-name][value=source]")).to_be_checked()
    page.keyboard.press("Alt+1")
    page.locator("input[name=take-name][value=target]").focus()
    page.keyboard.press("ArrowRight")
    page.locator("input[name=take-fax][value=source]").check()
    page.locator("input[name=sure]").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/moves/[0-9a-f-]{36}$"))
    desk.settled().reads("統合済み", "C103の更新", "C103を訪問")
    move = page.url
    assert installation.sql("yamada", DEALS) == [("C101", 1), ("C102", 2)]
    kept = "SELECT name, fax FROM partners WHERE code = 'C102'"
    assert installation.sql("yamada", kept) == [("株式会社三ツ輪精機", "03-9999-0001")]
    page.get_by_role("link", name="C103 株式会社三ツ輪精機").click()
    page.wait_for_url(re.compile(r"/partners/"))
    desk.settled().reads("C102", "統合された記録")
    page.goto(move)
    desk.checked().press("取り消す").reads("取消済み", "元に戻した行")
    assert installation.sql("yamada", DEALS) == [("C101", 1), ("C102", 1), ("C103", 1)]
    assert installation.sql("yamada", kept) == [("三ツ輪精機", "")]

"""The robot's screens: a rule entered, tried, switched on, put in order, stopped, and its log."""

import re

import pytest
from sqlalchemy import select

from app.commerce.robot.model import RobotRule
from app.kernel.db import session
from tests.commerce.orders.conftest import TARO
from tests.commerce.orders.test_desk import Outside

ROBOT = "/yamada/robot"


@pytest.fixture
def desk(shop, cast):
    """Two orders, one of them large."""
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 1)]), shop.order("2", [("A", 3)], buyer=TARO))
    session.commit()
    return Outside(shop, cast)


def rule_ids(desk):
    return desk.ask(select(RobotRule.id).order_by(RobotRule.position))


def enter(browser, **typed):
    data = {"name": "高額", "trigger": "imported", "total_from": "3000", "note": "高額のため確認"} | typed
    data = {f"rule-{name}": value for name, value in data.items()}
    return browser.post_form(ROBOT, data, form_page=f"{ROBOT}/new")


def test_a_rule_is_entered_tried_switched_on_and_its_log_says_why(desk, client, cast, run_jobs):
    browser = client(cast.shop_manager)
    assert enter(browser).status_code == 303
    [rule_id] = rule_ids(desk)
    page = browser.get(f"{ROBOT}/{rule_id}").text
    assert "注文を取り込んだとき、請求金額が¥3,000以上なら、メモに「高額のため確認」と書き足す。" in page
    assert f"{ROBOT}/{rule_id}/switch" not in page
    tried = browser.post_form(f"{ROBOT}/{rule_id}/trial", {"days": "3"}, form_page=f"{ROBOT}/{rule_id}")
    assert tried.status_code == 303
    page = browser.get(f"{ROBOT}/{rule_id}").text
    assert "条件に合わない：請求金額: 1" in re.sub(r"\s+", " ", page)
    assert (
        browser.post_form(f"{ROBOT}/{rule_id}/switch", {}, form_page=f"{ROBOT}/{rule_id}").status_code == 303
    )
    desk.take(desk.order("3", [("A", 4)]))
    assert run_jobs() == ["commerce.robot.work"]
    assert desk.find("3").memo == "高額のため確認"
    log = browser.get(f"{ROBOT}/log?rule={rule_id}").text
    assert [word in log for word in ("3-1", "請求金額: ¥4,000", "メモに「高額のため確認」と書き足す", "山田")] == [
        True, True, True, True,
    ]  # fmt: skip
    assert "オートロボがしたこと" in browser.get(f"/yamada/slips/{desk.slip('3').id}").text


def test_a_rule_that_does_nothing_or_asks_for_an_unknown_product_is_refused(desk, client, cast):
    browser = client(cast.shop_manager)
    assert enter(browser, note="").status_code == 422
    refused = enter(browser, only="A\nZZZ")
    assert (refused.status_code, "商品コード ZZZ の商品はありません。" in refused.text) == (422, True)
    assert rule_ids(desk) == []


def test_what_was_entered_stands_in_the_form_again(desk, client, cast):
    browser = client(cast.shop_manager)
    typed = {
        "only": "A",
        "most": "2",
        "region": "13",
        "service": "nekopos",
        "do_carrier": "yamato",
        "remarks": "至急、急ぎ",
    }
    assert enter(browser, **typed).status_code == 303
    [rule_id] = rule_ids(desk)
    page = browser.get(f"{ROBOT}/{rule_id}/edit").text
    found = [
        re.search(r'<textarea[^>]*name="rule-only"[^>]*>\s*A</textarea>', page),
        re.search(r'name="rule-most"[^>]*value="2"', page),
        re.search(r'<input[^>]*checked[^>]*name="rule-region"[^>]*value="13"', page),
        re.search(r'<option selected value="nekopos"', page),
        re.search(r'name="rule-remarks"[^>]*value="至急, 急ぎ"', page),
    ]
    assert [one is not None for one in found] == [True] * 5


def test_rules_are_put_in_another_order_by_buttons_and_by_dragging(desk, client, cast):
    browser = client(cast.shop_manager)
    for name in "一二三":
        enter(browser, name=name)
    one, two, three = rule_ids(desk)
    browser.post_form(f"{ROBOT}/order", {"up": str(three)}, form_page=ROBOT)
    assert rule_ids(desk) == [one, three, two]
    browser.post_form(f"{ROBOT}/order", {"order": [str(two), str(one), str(three)]}, form_page=ROBOT)
    assert rule_ids(desk) == [two, one, three]


def test_a_clerk_may_stop_the_robot_and_not_change_its_rules(desk, client, cast):
    enter(client(cast.shop_manager))
    clerk = client(cast.order_clerk)
    assert clerk.post_form(f"{ROBOT}/standstill", {"reason": "確認中"}, form_page=ROBOT).status_code == 303
    page = clerk.get(ROBOT).text
    assert ("オートロボは停止中です" in page, "確認中" in page) == (True, True)
    assert clerk.get(f"{ROBOT}/new").status_code == 403
    gone_on = clerk.post_form(f"{ROBOT}/standstill?_method=DELETE", {"catch_up": "0"}, form_page=ROBOT)
    assert (gone_on.status_code, "オートロボは停止中です" in clerk.get(ROBOT).text) == (303, False)

"""An order is split by dragging, by keys and by hand, two orders of one house travel together, and all is undone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-splitting")


@pytest.fixture(scope="module")
def stocked(installation):
    """Two orders of one house wait for shipping."""
    installation.run("-m tests.browser.shelving")


def look(desk, name):
    """Keep a picture where `CHOBA_PICTURES` names a folder."""
    if folder := os.environ.get("CHOBA_PICTURES"):
        desk.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def open_slip(desk, number):
    """From the desk's list to the page of an order's first slip."""
    desk.visit("~/slips").follow(number)
    return desk


def carry(desk, handle, place):
    """By mouse, from the handle to a place."""
    mouse, start, end = desk.page.mouse, handle.bounding_box(), place.bounding_box()
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + 30, steps=8)
    expect(place).to_contain_class("is-over")
    look(desk, "split-carried")
    mouse.up()
    return desk.settled()


def from_menu(desk, name):
    """A row of the page's menu."""
    desk.page.locator("main summary[title=その他の操作]").first.click()
    return desk.press(name)


def contents(installation, number):
    """`[(slip no, product, pieces)]` of an order."""
    return installation.sql(
        "yamada",
        "SELECT s.slip_no, o.own_code, l.quantity FROM slips s JOIN slip_lines l ON l.slip_id = s.id"
        " JOIN order_lines o ON o.id = l.order_line_id WHERE s.order_number = %s ORDER BY 1, 2",
        number,
    )


def test_an_order_is_split_by_drag_by_key_and_by_hand_and_put_back(at_desk, stocked, installation):
    desk = open_slip(at_desk(cast.CLERK), "R-1002")
    look(desk, "split-slip")
    desk.follow("並べて分ける")
    look(desk, "split-before")
    page = desk.page
    carry(desk, page.get_by_label("ガラス保存瓶 500mlを移動"), page.locator(".split-new"))
    look(desk, "split-after")
    assert contents(installation, "R-1002") == [(1, "HNY", 1), (2, "JAR", 2)]
    page.get_by_label("ガラス保存瓶 500mlを移動").press("1")
    desk.settled()
    assert contents(installation, "R-1002") == [(1, "HNY", 1), (1, "JAR", 2)]
    page.get_by_label("ガラス保存瓶 500mlの移す数量").fill("1")
    page.locator("form", has_text="ガラス保存瓶").get_by_role("button", name="移動", exact=True).click()
    desk.settled()
    assert contents(installation, "R-1002") == [(1, "HNY", 1), (1, "JAR", 1), (2, "JAR", 1)]
    desk.follow("伝票2")
    from_menu(desk, "分割を元に戻す")
    assert contents(installation, "R-1002") == [(1, "HNY", 1), (1, "JAR", 2)]


def test_what_must_stay_is_said_and_a_finger_carries_too(at_desk, stocked, installation):
    phone = open_slip(at_desk(cast.CLERK, phone=True), "R-1001").follow("並べて分ける")
    phone.press("移動").reads("元の伝票に1個以上残してください。")
    look(phone, "split-phone-refused")
    phone.page.get_by_label("国産はちみつ 250gの移す数量").fill("1")
    handle, place = phone.page.locator("[data-handle]"), phone.page.locator(".split-new")
    start, end = handle.bounding_box(), place.bounding_box()
    touch = phone.page.context.new_cdp_session(phone.page)

    def send(kind, box=None):
        points = [{"x": box["x"] + 20, "y": box["y"] + 20}] if box else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start)
    send("touchMove", {"x": start["x"], "y": start["y"] + 60})
    send("touchMove", end)
    expect(place).to_contain_class("is-over")
    look(phone, "split-phone-carried")
    send("touchEnd")
    phone.settled()
    assert contents(installation, "R-1001") == [(1, "HNY", 1), (2, "HNY", 1)]
    look(phone, "split-phone")
    phone.page.locator("[data-handle]").nth(1).press("1")
    phone.settled()
    assert contents(installation, "R-1001") == [(1, "HNY", 2)]


def test_orders_of_one_house_travel_together_and_apart_again(at_desk, stocked, installation):
    desk = open_slip(at_desk(cast.CLERK), "R-1001")
    desk.page.get_by_role("checkbox", name="R-1002").check()
    desk.press("この伝票に同梱する").reads("同梱: R-1002-1")
    look(desk, "bundled")
    leader = desk.page.url.removeprefix(installation.url)
    rows = "SELECT order_number, carried_by_id IS NOT NULL, status FROM slips ORDER BY 1"
    assert installation.sql("yamada", rows) == [("R-1001", False, "ready"), ("R-1002", True, "ready")]
    desk.press("同梱を解除")
    look(desk, "unbundled")
    assert installation.sql("yamada", rows) == [("R-1001", False, "ready"), ("R-1002", False, "ready")]
    desk.visit(leader)
    expect(desk.page.get_by_role("checkbox", name="R-1002")).to_be_enabled()

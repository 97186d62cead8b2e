"""Picking with a telephone in one hand: along the shelves, then every parcel once more; two people, and a reload."""

import os
from pathlib import Path

import pytest

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-picking")

HONEY, JAR = "4901234567894", "4512345678906"


@pytest.fixture(scope="module")
def stocked(installation):
    """Two orders wait for shipping."""
    installation.run("-m tests.browser.shelving")


def scan(desk, code):
    """One bar code, as a scanner types it."""
    field = desk.page.locator("[data-scan]")
    field.fill(code)
    field.press("Enter")
    return desk.settled()


def look(desk, name):
    """Keep a picture where `CHOBA_PICTURES` names a folder."""
    if folder := os.environ.get("CHOBA_PICTURES"):
        desk.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_phone_size_picking(at_desk, stocked, installation):
    phone = at_desk(cast.PACKER, phone=True).visit("~/picking").reads("出荷待ちの伝票は2件です。")
    look(phone, "picking-index")
    phone.press("古い順に2件").reads("0 / 5", "A-01", "B-02")
    round_ = phone.page.url
    shelves = phone.page.locator(".scan-shelf").all_inner_texts()
    assert shelves == ["A-01", "B-02"]
    scan(phone, "4900000000000").reads("商品が違います")
    assert phone.page.locator("[data-heard]").get_attribute("data-heard") == "wrong"
    look(phone, "picking-wrong")
    scan(phone, JAR).reads("1 / 5")
    other = at_desk(cast.PACKER, phone=True)
    other.page.goto(round_)
    scan(other.checked(), JAR).reads("2 / 5")
    scan(phone, JAR).reads("数量がそろっています", "2 / 5")
    phone.page.reload()
    phone.checked().reads("2 / 5").press("残り3点").reads("5 / 5")
    look(phone, "picking-done")
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    phone.confirm("ピッキングを終了する").reads("このピッキングは終了しました")
    phone.follow("R-1001-1").press("検品を始める")
    scan(phone, HONEY).reads("1 / 2")
    scan(phone, HONEY).reads("検品済: すべてそろっています", cast.PACKER.name)
    look(phone, "picking-checked")
    found = installation.sql(
        "yamada", "SELECT finished_by_name FROM slip_checks WHERE finished_at IS NOT NULL"
    )
    assert found == [(cast.PACKER.name,)]

"""A morning at the desk: files of five shops in, what is doubtful settled, labels, numbers, notices, papers, mails."""

import csv
import datetime as dt
import io
import os
import time
from pathlib import Path

import pytest

from app.kernel import clock
from tests.browser import cast
from tests.commerce.intake.files import SAMPLES, sample
from tests.commerce.labels.making import sample as label_sample

pytestmark = pytest.mark.xdist_group("browser-morning")
FILES = (
    ("rakuten.csv", sample("rakuten_orders.csv")), ("yahoo_orders.csv", sample("yahoo_orders.csv")),
    ("yahoo_items.csv", sample("yahoo_order_items.csv")), ("amazon.txt", sample("amazon_unshipped.tsv", "utf-8")),
    ("shopify.csv", (SAMPLES / "shopify_orders.csv").read_bytes()),
    ("eccube.csv", sample("eccube4_orders.csv")),
)  # fmt: skip
LABELS = [
    ("0", "鈴木\u3000次郎", "Amazon店", ""), ("0", "髙橋\u3000花子", "楽天市場店", ""),
    ("0", "髙橋\u3000花子", "山﨑\u3000太郎", ""), ("0", "㈱ははじま商店\u3000御中", "山﨑\u3000太郎", ""),
    ("0", "佐藤\u3000一郎", "Yahoo!店", ""), ("0", "山田\u3000花子", "公式サイト", ""),
    ("2", "田中\u3000次郎", "本店", "2530"),
]  # fmt: skip
"""Kind of label, recipient, sender and what is collected, the oldest order first: gifts are sent by their buyers."""


@pytest.fixture(scope="module")
def stocked(installation):
    """Shops, goods and a contract."""
    installation.run("-m tests.browser.morning")


def look(desk, name):
    """Keep a picture where `CHOBA_PICTURES` names a folder."""
    if folder := os.environ.get("CHOBA_PICTURES"):
        desk.page.screenshot(path=Path(folder) / f"morning-{name}.png", full_page=True)


def statuses(installation):
    """`{status: how many slips}`."""
    return dict(installation.sql("yamada", "SELECT status, count(*) FROM slips GROUP BY 1"))


def drop_files(desk):
    """All files at once, looked at, taken in."""
    desk.visit("~/intakes")
    desk.page.locator("input[name=files]").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in FILES]
    )
    desk.settled()
    if (
        desk.page.get_by_role("button", name="ファイルを読み取る").count()
        and "/intakes/" not in desk.page.url
    ):
        desk.press("ファイルを読み取る")
    look(desk, "1-draft")
    desk.press("注文を取り込む")
    look(desk, "2-progress")
    desk.reload_until("注文を取り込みました")
    look(desk, "3-taken")


def settle(desk, installation):
    """Every alert is answered with its one click."""
    waiting = "SELECT id FROM slips WHERE status = 'check' ORDER BY order_number, slip_no"
    for place, (slip,) in enumerate(installation.sql("yamada", waiting)):
        desk.visit(f"~/slips/{slip}")
        right = desk.page.locator("#slip-alerts").get_by_role("button", name="問題なし")
        if place == 0:
            look(desk, "5-slip")
        while right.count():
            right.first.click()
            desk.settled()


def pay(desk):
    """The bank transfers that arrived, all at once."""
    desk.visit("~/slips?status=unpaid")
    for tick in desk.page.locator("tbody td.check input").all():
        tick.click()
    look(desk, "6-ticked")
    desk.page.locator(".selection-bar").get_by_role("button", name="入金を記録").click()
    desk.settled()
    look(desk, "7-pay")
    desk.press("入金を記録").reads("処理できなかった伝票")
    look(desk, "8-paid")


def make_labels(desk):
    """From the count to the file's bytes."""
    desk.visit("~/label-batches/new")
    look(desk, "9-labels")
    desk.press("送り状を確認する")
    look(desk, "10-checked")
    wished = f"{clock.today() + dt.timedelta(days=3):%Y/%m/%d}"
    for _label in range(3):  # those whose wished day has passed
        desk.type("配達希望日", wished).press("この内容にする")
    look(desk, "11-settled")
    desk.confirm("送り状データを出力")
    look(desk, "12-made")
    with desk.page.expect_download() as waited:
        desk.page.locator(".page-main-action").get_by_role("button", name="ダウンロード").click()
    return Path(waited.value.path()).read_bytes()


def issued(keys):
    """What B2 gives back: a number for each key, its check digit right."""
    header = label_sample("yamato_b2_export.csv").decode("cp932").split("\r\n")[0].split(",")
    rows = []
    for place, key in enumerate(keys):
        number = 44441375870 + place
        row = {
            "お客様管理番号": key,
            "伝票番号": f"{number}{number % 7}",
            "出荷予定日": f"{clock.today():%Y/%m/%d}",
        }
        rows.append(",".join(row.get(name, "") for name in header))
    return ("\r\n".join([",".join(header), *rows]) + "\r\n").encode("cp932")


def take_numbers(desk, keys):
    """The carrier's file comes back."""
    desk.visit("~/trackings")
    file = {"name": "issued.csv", "mimeType": "text/csv", "buffer": issued(keys)}
    desk.page.locator("input[name=file]").set_input_files([file])
    desk.press("ファイルを読み込む")
    look(desk, "13-numbers")
    desk.confirm("取り込む").reads("取り込み済み")
    look(desk, "14-shipped")


def tell_shops(desk):
    """A file for each shop that takes one."""
    desk.visit("~/shipment-notices")
    look(desk, "15-notices")
    written = desk.page.get_by_role("button", name="ファイルを作成", exact=True)
    while written.count():
        written.first.click()
        desk.settled()
    look(desk, "16-told")


def print_papers(desk, installation, asked):
    """The PDF of a paper for everything that left."""
    ids = [one for (one,) in installation.sql("yamada", "SELECT id FROM slips WHERE status = 'shipped'")]
    desk.visit("~/paper-batches/new?" + "&".join(f"ids={one}" for one in ids))
    desk.page.locator(f"[name=asked][value={asked}]").check()
    desk.press("印刷").reload_until("PDFを開く")
    look(desk, f"17-{asked}")
    link = desk.page.get_by_role("link", name="PDFを開く").get_attribute("href")
    return desk.page.request.get(installation.url + link).body()


def test_a_morning(at_desk, stocked, installation):
    desk = at_desk(cast.PACKER)
    drop_files(desk)
    assert statuses(installation) == {"cancelled": 2, "check": 6, "ready": 1}
    desk.visit("~/slips")
    look(desk, "4-desk")
    settle(desk, installation)
    assert statuses(installation) == {"cancelled": 2, "unpaid": 2, "ready": 5}
    pay(desk)
    assert statuses(installation) == {"cancelled": 2, "ready": 7}
    lines = list(csv.reader(io.StringIO(make_labels(desk).decode("cp932"), newline="")))
    assert lines[0] == label_sample("yamato_b2_import.csv").decode("cp932").split("\r\n")[0].split(",")
    assert [(line[1], line[15], line[24], line[33]) for line in lines[1:]] == LABELS
    assert statuses(installation) == {"cancelled": 2, "working": len(lines) - 1}
    take_numbers(desk, [line[0] for line in lines[1:]])
    assert statuses(installation) == {"cancelled": 2, "shipped": len(lines) - 1}
    tell_shops(desk)
    told = "SELECT c.kind, count(*) FROM shipment_notices n JOIN channels c ON c.id = n.channel_id GROUP BY 1"
    assert dict(installation.sql("yamada", told)) == {"amazon": 1, "eccube4": 1, "rakuten": 3, "yahoo": 1}
    for paper in ("pick_list", "delivery_note"):
        assert print_papers(desk, installation, paper).startswith(b"%PDF-")
    assert mails_left(installation) == {("shipped", "sent"): 7}


def mails_left(installation):
    """`{(kind, state): how many}` of mails to buyers, once none of them is on its way any more."""
    asked = "SELECT kind, state, count(*) FROM order_mails GROUP BY 1, 2"
    for _second in range(60):
        found = {(kind, state): count for kind, state, count in installation.sql("yamada", asked)}
        if found and not {state for _kind, state in found} & {"planned", "sending"}:
            break
        time.sleep(1)
    return found

"""A deal among six companies at six browsers, two of them hidden by the forwarder: nobody else ever reads of those."""

import pytest
from playwright.sync_api import expect

from tests.browser.sharing import BROKER, CARRIER, FORWARDER, LINE, SHIPPER, SIDES, TERMINAL

pytestmark = pytest.mark.xdist_group("browser-sharing")

SEEN = {
    SHIPPER: {SHIPPER, FORWARDER, LINE, TERMINAL},
    FORWARDER: set(SIDES),
    BROKER: {SHIPPER, FORWARDER, BROKER, LINE, TERMINAL},
    CARRIER: {SHIPPER, FORWARDER, CARRIER, LINE, TERMINAL},
    LINE: {SHIPPER, FORWARDER, LINE, TERMINAL},
    TERMINAL: {SHIPPER, FORWARDER, LINE, TERMINAL},
}
"""Who knows of whom (trade.md §6.3): hidden ones are known to themselves and to who invited them."""
NAME, BOX = "衣料 60 箱 横浜–シンガポール", "CSQU3054383"


def test_six_companies_share_a_deal_and_two_of_them_stay_hidden(at_desk, installation):
    installation.run("-m tests.browser.sharing")
    desks = {side: at_desk(side.person) for side in SIDES}
    _opened(desks[SHIPPER])
    for side, hidden in ((BROKER, True), (CARRIER, True), (LINE, False), (TERMINAL, False)):
        _invited(desks[FORWARDER], side, hidden)
    _sent(desks[LINE], "船腹予約確認書", {"ブッキング番号": "SRN4481720", "本船名": "SHIRANAMI MARU"})
    _sent(desks[BROKER], "輸出申告書", {"許可番号": "301 1234 5678", "通貨コード": "USD"})
    _sent(desks[CARRIER], "コンテナ貨物搬入票", {"車両番号": "横浜 100 か 12-34"}, BOX)
    _to_the_deal(desks[CARRIER]).type("メッセージ", "本牧へ 9:40 に搬入しました。").press("メッセージを送る")
    for side in SIDES:
        _reads_what_it_may(desks[side], side)
    _told(desks)
    _looked_at(desks[FORWARDER])


def _to_the_deal(desk):
    return desk.visit("~/deals/").follow(NAME)


def _opened(desk):
    desk.visit("~/deals/").follow("取引を作成").type("取引名", NAME).press("取引を作成する").settled()
    desk.follow("取引関係先を追加").follow("名称で探す")
    desk.type("会社名", "海華").settled().reads(FORWARDER.name)
    desk.follow("海貨業者").press("登録").reads(FORWARDER.company)


def _invited(desk, side, hidden):
    _to_the_deal(desk).follow("取引関係先を追加").follow("組織IDで探す")
    desk.type("組織ID", side.code).press("検索").reads(side.name)
    desk.page.locator("#candidate-list td a").first.click()
    desk.settled()
    if hidden:
        desk.page.locator("[name=visibility][value=hidden]").check()
    desk.press("登録").reads(side.company)


def _sent(desk, kind, values, unit=""):
    _to_the_deal(desk).follow("帳票を作成").settled()
    kinds = desk.page.locator("select[name=kind]")
    kinds.select_option(label=kinds.locator("option", has_text=kind).inner_text())
    if unit:
        desk.type("コンテナ", unit)
    desk.press("作成を始める")
    for label, text in values.items():
        desk.type(label, text)
    desk.press("保存して送信").reads("送信済み")


def _reads_what_it_may(desk, side):
    """The deal names those one knows of, and no page that it leads to has anybody else in its source."""
    _to_the_deal(desk).reads(*(one.company for one in SEEN[side]))
    unseen = [one for one in SIDES if one not in SEEN[side]]
    secrets = [word for one in unseen for word in (one.company, one.name, one.code, one.person.email)]
    desk.never_reads(*secrets)
    links = desk.page.locator("main a").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) > 5
    for address in {*links, f"/{side.person.tenant}/deals/", f"/{side.person.tenant}/notifications/"}:
        source = desk.page.request.get(address).text()
        assert "</html>" in source, address
        assert [word for word in secrets if word in source] == [], address


def _told(desks):
    """What a hidden one did is told as done by who hides it; to that one, as it was."""
    for side, who in ((SHIPPER, FORWARDER), (TERMINAL, FORWARDER), (FORWARDER, CARRIER), (CARRIER, CARRIER)):
        said = _to_the_deal(desks[side]).page.locator(".timeline li", has_text="9:40 に搬入").first
        expect(said).to_contain_text(who.company)
    desks[SHIPPER].visit("~/notifications/").reload_until(FORWARDER.company)


def _looked_at(desk):
    """The forwarder sees the deal as its carrier does: without the broker that it hides as well."""
    _to_the_deal(desk)
    row = desk.page.locator(".partner", has_text=CARRIER.company)
    row.get_by_role("link", name="相手の見え方").click()
    desk.settled().reads(CARRIER.company)
    expect(desk.page.locator("#partner-tree")).not_to_contain_text(BROKER.company)

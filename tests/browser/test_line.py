"""The whole line: a request to three suppliers, awarded, ordered, delivered, accepted, invoiced, in the journals."""

import csv
import io

import pytest

from app.kernel import clock
from tests.browser import cast
from tests.browser.installation import until
from tests.browser.mailbox import link_in
from tests.browser.steps import answer, draft_request, open_request, send_request, type_prices

pytestmark = pytest.mark.xdist_group("browser-line")

SUBJECT = "冬季の補修部品"
OURS = ("1,517", "623", "1,081", "社内限り")
"""Target prices and memo: no supplier ever sees them."""
KANDA = ("神田鋼材", "1,500", "1,450")
TOKAI = ("東海ベアリング", "1,440", "590")
GUEST = ("鈴木工具商会", "1,480", "640")


def test_from_the_request_to_the_journals(at_desk, installation):
    buyer = at_desk(cast.BUYER)
    send_request(draft_request(buyer, SUBJECT))
    request = buyer.page.url.partition("/progress")[0]
    kanda, tokai, guest = everybody_answers(at_desk, installation.mailbox)
    nobody_sees_another(kanda, tokai, guest)
    too_late(tokai, installation)
    choose(buyer, request)
    approve_on_the_phone(at_desk, installation.mailbox)
    buyer.visit(f"{request}/award").confirm("採否通知を送る")
    letters(kanda, tokai, guest, installation.mailbox)
    nobody_sees_another(kanda, tokai, guest)
    order(buyer)
    inspector, accountant = at_desk(cast.INSPECTOR), at_desk(cast.ACCOUNTANT)
    acknowledge(kanda, installation.mailbox)
    deliver(kanda, {"丸棒 φ20": "4", "軸受 6205": "40", "茶菓": ""})
    accept(inspector, "¥29,800")
    deliver(kanda, {"丸棒 φ20": "6", "茶菓": "5"})
    accept(inspector, "¥14,100")
    invoice(kanda)
    pay(accountant)
    check_journals(export(accountant))
    assert_nothing_leaked(tokai, guest)
    assert "all chains hold" in installation.run("-m app.cli verify")


def everybody_answers(at_desk, mailbox):
    """Two through the portal, one of them twice; the guest by the secret link."""
    kanda, tokai, guest = at_desk(cast.KANDA), at_desk(cast.TOKAI), at_desk()
    answer(open_request(kanda, mailbox, SUBJECT), (1500, 600, 1080), "¥48,732")
    answer(open_request(tokai, mailbox, SUBJECT), (1440, 590, 1000), "¥47,200")
    guest.page.goto(link_in(mailbox.wait_for(cast.GUEST, SUBJECT)))
    guest.checked().follow("回答", exact=True)
    type_prices(guest, (1480, 640, 1100)).reads("¥50,380")
    guest.press("この内容で送信する").reads("1回回答済み", "¥50,380")
    answer(kanda, (1450, 600, 1080), "¥48,182").reads("第2回回答", "第1回回答")
    return kanda, tokai, guest


def nobody_sees_another(kanda, tokai, guest):
    """Every supplier's page and its messages: own things only."""
    for desk, foreign in ((kanda, TOKAI + GUEST), (tokai, KANDA + GUEST), (guest, KANDA + TOKAI)):
        here = desk.page.url
        desk.visit(here).never_reads(*foreign, *OURS)
        if desk.person:
            desk.follow("メッセージ・書類").never_reads(*foreign, *OURS)
            desk.visit("~/portal/requests/").never_reads(*foreign, *OURS)
            desk.visit(here)


def too_late(tokai, installation):
    """The last look is open while the deadline passes; the answer is refused, and the clock closes the request."""
    tokai.page.locator(".page-main-action").get_by_role("link").click()
    type_prices(tokai.settled(), (1400, 590, 1000)).reads("¥46,760").press("内容を確認する")
    installation.sql("yamada", "UPDATE rfqs SET deadline = now() WHERE subject = %s", SUBJECT)
    for table in ("jobs", "job_bell"):
        installation.sql(
            "yamada", f"UPDATE {table} SET due_at = now() WHERE due_at > now() + interval '1 day'"
        )
    tokai.press("この内容で送信する").reads("期限")
    until(
        lambda: installation.sql("yamada", "SELECT 1 FROM rfqs WHERE status = 'closed'"),
        "closing by the clock",
    )
    assert installation.sql("yamada", "SELECT count(*) FROM quotes") == [(4,)]
    tokai.visit("~/portal/requests/").follow(SUBJECT)


def choose(buyer, request):
    """Not the cheapest, so with a reason."""
    buyer.visit(f"{request}/comparison").reads("最安", "¥43,000", "¥43,900", "¥45,900")
    buyer.visit(f"{request}/award/new").page.get_by_label(cast.COMPANIES["kanda"]).first.check()
    buyer.settled().press("選定を申請する").reads("1件の入力内容")
    buyer.type("選定理由", "納期の実績が確かなため。").press("選定を申請する").reads("承認中", "¥900")


def approve_on_the_phone(at_desk, mailbox):
    """The approver's mail leads to the case; the inbox decides in place."""
    phone = at_desk(cast.APPROVER, phone=True)
    phone.page.goto(link_in(mailbox.wait_for(cast.APPROVER.email, SUBJECT)))
    phone.checked().reads(SUBJECT)
    phone.visit("~/approvals/").reads("¥43,900")
    phone.page.get_by_role("link", name="承認する", exact=True).first.click()
    dialog = phone.settled().page.locator("dialog:modal")
    dialog.get_by_role("button", name="承認する").click()
    phone.settled().reads("承認待ちの書類はありません")


def letters(kanda, tokai, guest, mailbox):
    """Each reads its own result."""
    for desk, address, result in (
        (kanda, cast.KANDA.email, "貴社の見積が採用されました"),
        (tokai, cast.TOKAI.email, "不採用"),
        (guest, cast.GUEST, "不採用"),
    ):
        desk.page.goto(link_in(mailbox.wait_for(address, "採否通知")))
        desk.checked().reads(result)


def order(buyer):
    """The draft that the award made is submitted and issued; its PDF is there."""
    buyer.visit("~/orders").follow(SUBJECT).reads("下書き", "¥48,182")
    buyer.press("申請する").confirm("仕入先に発行する").reads("発行済み", f"{clock.today():%Y/%m/%d}")
    sheet = buyer.page.locator("a[href*='/sheets/']").first.get_attribute("href")
    answer = buyer.page.request.get(sheet)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def acknowledge(kanda, mailbox):
    """From the mail to the order, which is accepted as it is."""
    kanda.page.goto(link_in(mailbox.wait_for(cast.KANDA.email, "PO-")))
    kanda.checked().reads("¥48,182").press("注文を請ける").reads("請書済み")


def deliver(kanda, quantities):
    """Announce what is shipped, by item; an empty quantity is not in this delivery."""
    kanda.visit("~/portal/orders/").follow("PO-").follow("納品を登録")
    for name, quantity in quantities.items():
        kanda.type(f"{name} 出荷数量", quantity)
    kanda.press("納品を登録する").reads("DN-")


def accept(inspector, amount):
    """The announced delivery arrives, and all of it is good."""
    inspector.visit("~/deliveries?status=announced").page.locator("main .row-link").first.click()
    inspector.settled().press("この内容で受領を登録する").reads("検収待ち").follow("検収する")
    inspector.press("検収する", within=inspector.page.locator("form .form-actions")).reads("検収済み", amount)


def invoice(kanda):
    """All accepted lines are ticked; tax is shown once per rate and rounded once."""
    kanda.visit("~/portal/acceptances/").reads("4行")
    for box in kanda.page.locator("[name=ids]").all():
        box.check()
    kanda.press("請求書を作成").reads(
        "消費税 10%（対象 ¥38,500）", "¥3,850", "消費税 8%（対象 ¥5,400）", "¥432"
    )
    assert kanda.page.locator("main").inner_text().count("消費税 10%") == 1
    kanda.press("¥48,182の請求書を送信").reads("送信済み", "T4011001098993")


def pay(accountant):
    """The invoice was matched with what was accepted as it came; payment is released."""
    accountant.visit("~/invoices").page.locator("main .row-link").first.click()
    accountant.settled().reads("照合済", "¥48,182").press("承認を申請").reads("支払承認済")


def export(accountant):
    """Vouchers are reviewed and leave as a file; its bytes."""
    accountant.visit("~/journals").reads("未確認 2件")
    for box in accountant.page.locator("[name=ids]").all():
        box.check()
    accountant.press("確認済みにする").follow("仕訳を出力")
    today = f"{clock.today():%Y/%m/%d}"
    accountant.type("開始日", today).type("終了日", today).press("出力")
    accountant.reload_until("出力完了")
    with accountant.page.expect_download() as coming:
        accountant.page.get_by_role("link", name="ダウンロード", exact=True).click()
    return coming.value.path().read_bytes()


def check_journals(content):
    """弥生インポート形式: cp932, 25 columns, debit and credit of each voucher alike."""
    rows = list(csv.reader(io.StringIO(content.decode("cp932"), newline="")))
    assert {len(row) for row in rows} == {25}
    debit, credit = (sum(int(row[place] or 0) for row in rows) for place in (8, 14))
    assert (debit, credit) == (48_182, 48_182)


def assert_nothing_leaked(tokai, guest):
    """At the end, too, the others see neither the order nor the chosen one."""
    for desk in (tokai, guest):
        desk.visit(desk.page.url).never_reads("神田鋼材", "PO-2", "48,182", "43,900")
    tokai.visit("~/portal/orders/").never_reads("神田鋼材", "PO-2")

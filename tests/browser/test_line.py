"""The whole line: a request to three suppliers, compared, awarded, ordered."""

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


def test_from_the_request_to_the_order(at_desk, installation):
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

"""Steps that several journeys take."""

import datetime as dt

from app.kernel import clock
from tests.browser import cast
from tests.browser.mailbox import link_in

WANTED = f"{clock.today() + dt.timedelta(days=20):%Y/%m/%d}"
ROWS = (
    f"丸棒 φ20\tS45C 1000mm\t10\t本\t{WANTED}\t1,517\n"
    f"軸受 6205\tZZ\t40\t個\t{WANTED}\t６２３\n"
    f"茶菓\t来客用\t5\t箱\t{WANTED}\t1081\n"
)
"""As copied from Excel: item, specification, quantity, unit, wanted on, target price."""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
DRAWING = {"name": "図面 A-12.pdf", "mimeType": "application/pdf", "buffer": PDF}
SUPPLIERS = (*(cast.COMPANIES[slug] for slug in ("kanda", "tokai")), cast.GUEST_COMPANY)


def draft_request(buyer, subject, suppliers=SUPPLIERS, rows=ROWS):
    """A draft with lines from Excel and a drawing; the buyer is at its page afterwards."""
    buyer.visit("~/rfqs/new").type("件名", subject).paste("[name=lines-0-name]", rows)
    for name in suppliers:
        buyer.page.get_by_label(name).check()
    buyer.page.locator("input[name=files]").set_input_files([DRAWING])
    return buyer.press("下書き保存").reads(subject, DRAWING["name"])


def send_request(buyer):
    """The draft goes out."""
    buyer.confirm("申請する").reads("送信待ち")
    return buyer.confirm("仕入先に送る").reads("回答待ち")


def open_request(supplier, mailbox, subject):
    """From the mail to the request's page."""
    mail = mailbox.wait_for(supplier.person.email, subject)
    supplier.page.goto(link_in(mail))
    return supplier.checked().reads(subject)


def type_prices(desk, prices, tax_codes=None):
    """Prices into the lines of an answer, in order; the last line is at the reduced rate."""
    for number, price in enumerate(prices):
        desk.page.locator(f"[name=lines-{number}-price]").fill(str(price))
        desk.page.locator(f"[name=lines-{number}-delivery_on]").fill(WANTED)
    desk.page.locator(f"[name=lines-{len(prices) - 1}-tax_code]").select_option("8R")
    return desk.settled()


def answer(supplier, prices, total):
    """From the request's page to a sent answer; `total` is what the page must show before sending."""
    supplier.page.locator(".page-main-action").get_by_role("link").click()
    supplier.settled()
    type_prices(supplier, prices).reads(total)
    supplier.press("内容を確認する").reads(total)
    return supplier.press("この内容で送信する").reads(total)

"""From the order to the invoice through the supplier's pages."""

import datetime as dt

import pytest

from app.access.tenants.model import CompanyBankAccount
from app.exchange import bodies, gates
from app.exchange.envelopes.model import Envelope
from app.kernel.clock import today
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.platform.storage import StoredFile
from app.supply.acceptances.model import AcceptedLine
from app.supply.invoices.model import IssuedInvoice
from app.supply.orders.model import ReceivedOrder
from tests.supply.conftest import LINE
from tests.supply.test_answering_pages import Portal, hidden


@pytest.fixture
def portal(client, cast):
    return Portal(client(cast.kanda.supplier_user))


@pytest.fixture
def ordered(buyer, rows):
    buyer.order()
    (order,) = rows(ReceivedOrder)
    return order


def press(portal, page_path, path, **values):
    page = portal.get(page_path).get_data(as_text=True)
    return portal.post(path, {"token": hidden(page, "token"), **values}, from_page=page_path)


def test_the_desk_shows_what_waits(portal, buyer, ordered):
    buyer.ask()
    buyer.accept()
    page = portal.get("/").get_data(as_text=True)
    assert [words in page for words in ("丸棒の見積", "丸棒の発注", "¥6,000")] == [True] * 3


def test_an_order_is_confirmed(portal, ordered, rows, cast):
    done = press(
        portal, f"/orders/{ordered.id}", f"/orders/{ordered.id}/acknowledgement", comment="承知しました"
    )
    assert done.status_code == 303
    (order,) = rows(ReceivedOrder)
    assert order.state == "acknowledged"
    (answer,) = [one for one in rows(Envelope, cast.buyer) if one.kind == "acknowledgement"]
    assert (answer.content.answer, answer.content.comment) == ("accepted", "承知しました")


def test_a_change_is_asked_for_only_where_something_differs(portal, ordered, rows, cast):
    path = f"/orders/{ordered.id}/change-request"
    wish = {"lines-0-line_id": str(LINE), "lines-0-quantity": "105", "lines-0-delivery_on": "2027/01/20"}
    assert press(portal, path, path, **wish).status_code == 303
    (answer,) = [one for one in rows(Envelope, cast.buyer) if one.kind == "acknowledgement"]
    (change,) = answer.content.changes
    assert (change.delivery_on, change.quantity) == (dt.date(2027, 1, 20), None)


def test_an_empty_wish_is_refused(portal, ordered):
    path = f"/orders/{ordered.id}/change-request"
    answer = press(portal, path, path, **{"lines-0-line_id": str(LINE)})
    assert answer.status_code == 422
    assert "変更したい納期・数量・単価を入力するか" in answer.get_data(as_text=True)


def test_a_new_version_asks_for_confirmation_again(portal, buyer, ordered, rows):
    press(portal, f"/orders/{ordered.id}", f"/orders/{ordered.id}/acknowledgement")
    buyer.order(revision=1, price=110)
    (order,) = rows(ReceivedOrder)
    assert (order.state, order.revision, order.subtotal) == ("issued", 1, 11_550)


def test_a_delivery_is_announced_in_parts(portal, ordered, rows, cast):
    base = f"/orders/{ordered.id}/deliveries"
    values = {
        "lines-0-line_id": str(LINE),
        "lines-0-quantity": "60",
        "shipped_on": "11/21",
        "carrier": "山猫",
    }
    assert press(portal, f"{base}/new", f"{base}/", **values).status_code == 303
    (note,) = [one for one in rows(Envelope, cast.buyer) if one.kind == "delivery_note"]
    assert (note.content.carrier, int(note.content.lines[0].quantity)) == ("山猫", 60)
    assert 'value="45"' in portal.get(f"{base}/new").get_data(as_text=True)


def test_what_the_buyer_refuses_lands_on_the_delivery_form(portal, ordered, monkeypatch):
    def refuse(case, envelope, body):
        raise Rejected("The order %(number)s was cancelled.", number="PO-1")

    monkeypatch.setitem(gates._gates, ("delivery_note", "buyer"), refuse)
    base = f"/orders/{ordered.id}/deliveries"
    values = {"lines-0-line_id": str(LINE), "lines-0-quantity": "600", "shipped_on": "11/21"}
    answer = press(portal, f"{base}/new", f"{base}/", **values)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "注文PO-1は取り消されています。" in page
    assert 'value="600"' in page


def prepare(portal, lines, client=None):
    page = portal.get("/acceptances/").get_data(as_text=True)
    ids = [str(line.id) for line in lines]
    values = {"csrf_token": hidden(page, "csrf_token"), "ids": ids}
    return (client or portal.client).post("/kanda/portal/invoices/preparations", data=values)


def issue(portal, lines, **changes):
    page = prepare(portal, lines).get_data(as_text=True)
    values = {
        "csrf_token": hidden(page, "csrf_token"),
        "token": hidden(page, "token"),
        "ids": [str(line.id) for line in lines],
        "supplier_number": "K-1",
        "issued_on": f"{today():%Y/%m/%d}",
        "due_on": f"{today() + dt.timedelta(days=30):%Y/%m/%d}",
        "account_id": "",
        **changes,
    }
    return values, portal.client.post("/kanda/portal/invoices/", data=values)


def test_an_invoice_takes_accepted_lines_and_rounds_once_per_rate(portal, buyer, ordered, rows, cast):
    for key in "abc":
        buyer.accept(number=f"AC-{key}", key=key, quantity=1, price=105)
    lines = rows(AcceptedLine)
    values, done = issue(portal, lines)
    assert done.status_code == 303
    portal.client.post("/kanda/portal/invoices/", data=values)
    (invoice,) = rows(IssuedInvoice)
    assert (invoice.subtotal, invoice.tax, invoice.total) == (315, 31, 346)
    (received,) = [one for one in rows(Envelope, cast.buyer) if one.kind == "invoice"]
    assert (received.number, received.total, len(received.content.lines)) == ("K-1", 346, 3)
    assert received.files[0]["name"] == "K-1.pdf"
    assert {line.state for line in rows(AcceptedLine)} == {"invoiced"}
    assert "K-1" in portal.get(f"/invoices/{invoice.id}").get_data(as_text=True)
    assert "K-1" in portal.get("/invoices/").get_data(as_text=True)


def test_a_line_that_is_taken_cannot_be_invoiced_again(portal, buyer, ordered, rows):
    buyer.accept()
    lines = rows(AcceptedLine)
    late = prepare(portal, lines).get_data(as_text=True)
    issue(portal, lines)
    values = {"token": hidden(late, "token"), "ids": [str(lines[0].id)], "supplier_number": "K-2"}
    values |= {
        "issued_on": "11/21",
        "due_on": "12/31",
        "account_id": "",
        "csrf_token": hidden(late, "csrf_token"),
    }
    answer = portal.client.post("/kanda/portal/invoices/", data=values)
    assert answer.status_code == 422
    assert len(rows(IssuedInvoice)) == 1


def test_a_returned_invoice_frees_its_lines_and_its_number(portal, buyer, ordered, rows):
    buyer.accept()
    issue(portal, rows(AcceptedLine))
    buyer.post(bodies.InvoiceReturn(invoice_number="K-1", reason="単価相違"), "IV-1")
    (invoice,) = rows(IssuedInvoice)
    assert (invoice.state, invoice.return_reason) == ("returned", "単価相違")
    assert "単価相違" in portal.get(f"/invoices/{invoice.id}").get_data(as_text=True)
    _values, done = issue(portal, rows(AcceptedLine))
    assert done.status_code == 303


def test_an_acceptance_on_an_invoice_cannot_be_cancelled(portal, buyer, ordered, rows):
    buyer.accept()
    (line,) = rows(AcceptedLine)
    issue(portal, [line])
    body = bodies.AcceptanceCancellation(
        acceptance_number="AC-1", acceptance_line_ids=[line.line_id], reason="誤り"
    )
    with pytest.raises(Rejected, match="請求書"), db.session.begin_nested():
        buyer.post(body, "AC-1")


def test_a_cancelled_acceptance_leaves_the_list(portal, buyer, ordered, rows):
    buyer.accept()
    (line,) = rows(AcceptedLine)
    buyer.post(
        bodies.AcceptanceCancellation(
            acceptance_number="AC-1", acceptance_line_ids=[line.line_id], reason="誤り"
        ),
        "AC-1",
    )
    assert rows(AcceptedLine)[0].state == "cancelled"
    (order,) = rows(ReceivedOrder)
    assert "請求できる検収はありません" in portal.get("/acceptances/").get_data(as_text=True)


def test_an_approved_invoice_names_the_day_of_payment(portal, buyer, ordered, rows):
    buyer.accept()
    issue(portal, rows(AcceptedLine))
    buyer.post(bodies.InvoiceApproval(invoice_number="K-1", pays_on=dt.date(2026, 12, 31)), "IV-1")
    (invoice,) = rows(IssuedInvoice)
    assert (invoice.state, invoice.pays_on) == ("approved", dt.date(2026, 12, 31))


def test_the_administrator_enters_a_bank_account(client, cast, rows):
    portal = Portal(client(cast.kanda.supplier_admin))
    account = {
        "bank_code": "０００５",
        "bank_name": "三菱UFJ銀行",
        "branch_code": "001",
        "branch_name": "本店",
        "account_type": "1",
        "account_number": "1234567",
        "holder_kana": "カ）カンダコウザイ",
        "preferred": "y",
    }
    done = portal.post("/accounts/", account, from_page="/accounts/new")
    assert done.status_code == 303
    (kept,) = rows(CompanyBankAccount, cast.kanda.supplier_admin)
    assert (kept.bank_code, kept.preferred) == ("0005", True)
    again = portal.post("/accounts/", account, from_page="/accounts/new")
    assert "この口座はすでに登録されています。" in again.get_data(as_text=True)


def test_an_ordinary_user_may_not_change_accounts(client, cast):
    assert client(cast.kanda.supplier_user).get("/kanda/portal/accounts/").status_code == 403


def test_the_paper_is_a_pdf_on_both_sides(portal, buyer, ordered, rows, cast):
    buyer.accept()
    issue(portal, rows(AcceptedLine))
    for person in (cast.kanda.supplier_user, cast.buyer):
        kinds = [file.content_type for file in rows(StoredFile, person)]
        assert kinds == ["application/pdf"]

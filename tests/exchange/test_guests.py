"""A supplier who is not on this installation: mail, secret link, the same answers through the same gates."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from app.exchange import bodies, gates, posting
from app.exchange.envelopes.model import Envelope
from app.exchange.guests.model import GuestLink
from app.kernel.clock import frozen, now, today
from app.kernel.db import db
from app.masters.partners.model import Partner, PartnerBankAccount
from app.platform.mail.model import Mail
from tests.support.people import fixed_id

LINE = fixed_id("guest", "line")


@pytest.fixture
def open_buyer(monkeypatch):
    for kind in ("quote", "decline", "acknowledgement", "delivery_note", "invoice"):
        monkeypatch.setitem(gates._gates, (kind, "buyer"), lambda *_: None)
        monkeypatch.delitem(gates._projections, (kind, "buyer"), raising=False)


@pytest.fixture
def case_id(inside, cast, open_buyer):
    with inside(cast.buyer):
        partner = Partner(code="G1", name="町工場 田中", kana="タナカ", email="tanaka@machi.example")
        db.session.add(partner)
        db.session.flush()
        case = posting.open_case(
            counterpart_tenant_id=None,
            counterpart_name=partner.name,
            partner_id=partner.id,
            subject="ブラケット",
        )
        return case.id


def rfq():
    line = bodies.RfqLine(line_id=LINE, line_no=1, name="ブラケット", quantity=Decimal(10), unit="個")
    return bodies.Rfq(
        buyer=bodies.Party(name="山田精機株式会社"),
        subject="ブラケット",
        deadline=now() + dt.timedelta(days=3),
        lines=[line],
    )


def order():
    line = bodies.OrderLine(
        line_id=LINE,
        line_no=1,
        name="ブラケット",
        quantity=Decimal(10),
        unit="個",
        price=Decimal(100),
        amount=1000,
        tax_code="10",
    )
    return bodies.Order(
        buyer=bodies.Party(name="山田精機株式会社"),
        supplier=bodies.Party(name="町工場 田中"),
        ordered_on=today(),
        subject="ブラケット",
        delivery_place="本社",
        inspection_days=5,
        payment_terms="翌月末",
        payment_method="振込",
        lines=[line],
        taxes=[bodies.RatedTax(tax_code="10", rate=Decimal(10), taxable=1000, tax=100)],
        subtotal=1000,
        tax=100,
        total=1100,
    )


def acceptance():
    line = bodies.AcceptedLine(
        acceptance_line_id=fixed_id("guest", "accepted"),
        order_line_id=LINE,
        order_number="PO-1",
        name="ブラケット",
        unit="個",
        quantity=Decimal(10),
        price=Decimal(100),
        amount=1000,
        tax_code="10",
    )
    return bodies.AcceptanceNotice(order_number="PO-1", accepted_on=today(), lines=[line])


@pytest.fixture
def send(inside, cast, case_id):
    def post(body, number):
        """Post as the buyer; returns the path in the guest's mail."""
        with inside(cast.buyer):
            posting.post(posting.Draft(case_id, body, number))
        with inside(cast.buyer):
            mail = db.session.scalars(
                db.select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc())
            ).first()
            return re.search(r"/yamada/guest/\S+", mail.text)[0]

    return post


def kinds(inside, cast):
    with inside(cast.buyer):
        return [one.kind for one in db.session.scalars(db.select(Envelope).order_by(Envelope.position))]


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def press(guest, page_path, path, **values):
    page = guest.get(page_path).get_data(as_text=True)
    values = {"csrf_token": hidden(page, "csrf_token"), "token": hidden(page, "token"), **values}
    return guest.post(path, data=values)


def test_the_mail_holds_a_link_whose_secret_is_not_kept(send, inside, cast):
    path = send(rfq(), "RQ-1")
    with inside(cast.buyer):
        (link,) = db.session.scalars(db.select(GuestLink)).all()
        assert link.secret_hash not in path
        assert link.email == "tanaka@machi.example"


def test_a_guest_goes_the_whole_way(send, client, inside, cast):
    guest = client(None)
    link = send(rfq(), "RQ-1")
    assert "ブラケット" in guest.get(f"{link}/").get_data(as_text=True)
    typed = {"lines-0-line_id": str(LINE), "lines-0-price": "100", "lines-0-tax_code": "10"}
    typed |= {"lines-0-kind": "as_requested"}
    totals = press(guest, f"{link}/quotes/new", f"{link}/quotes/totals", **typed)
    assert "¥1,100" in totals.get_data(as_text=True)
    assert press(guest, f"{link}/quotes/new", f"{link}/quotes/", **typed).status_code == 303
    link = send(order(), "PO-1")
    assert press(guest, f"{link}/", f"{link}/orders/3/acknowledgement").status_code == 303
    shipped = {"lines-0-line_id": str(LINE), "lines-0-quantity": "10", "shipped_on": "11/21"}
    base = f"{link}/orders/3/deliveries"
    assert press(guest, f"{base}/new", f"{base}/", **shipped).status_code == 303
    link = send(acceptance(), "AC-1")
    head = {"supplier_number": "T-1", "issued_on": "11/21", "due_on": "12/31"}
    ids = {"ids": [str(fixed_id("guest", "accepted"))]}
    assert press(guest, f"{link}/invoices/new", f"{link}/invoices/", **head, **ids).status_code == 303
    assert press(guest, f"{link}/", f"{link}/messages", text="よろしく").status_code == 303
    wanted = "rfq quote order acknowledgement delivery_note acceptance_notice invoice chat".split()
    assert kinds(inside, cast) == wanted


def test_a_guest_wishes_for_a_change_and_says_what(send, client, inside, cast):
    guest, link = client(None), send(order(), "PO-1")
    base = f"{link}/orders/1/change-request"
    wish = {"lines-0-line_id": str(LINE), "lines-0-price": "110", "comment": "材料の値上がりのため"}
    nothing = press(guest, f"{base}/new", f"{base}/", **{"lines-0-line_id": str(LINE)})
    assert nothing.status_code == 422
    assert press(guest, f"{base}/new", f"{base}/", **wish).status_code == 303
    with inside(cast.buyer):
        body = db.session.scalars(db.select(Envelope).where(Envelope.kind == "acknowledgement")).one().content
        assert (body.answer, body.comment) == ("change_requested", "材料の値上がりのため")
        assert [(one.line_id, one.price, one.quantity) for one in body.changes] == [
            (LINE, Decimal(110), None)
        ]
    assert "変更依頼" in guest.get(f"{link}/").get_data(as_text=True)


ACCOUNT = {
    "bank_code": "0001",
    "bank_name": "みずほ銀行",
    "branch_code": "110",
    "branch_name": "神田支店",
    "account_type": "1",
    "account_number": "7654321",
    "holder_kana": "タナカ",
}


@pytest.mark.parametrize(
    "chosen, typed, number",
    [("known", {}, "1234567"), ("other", ACCOUNT, "7654321"), ("", {}, None)],
)
def test_a_guest_names_the_account_of_an_invoice(send, client, inside, cast, chosen, typed, number):
    with inside(cast.buyer):
        partner = db.session.scalars(db.select(Partner)).one()
        known = PartnerBankAccount(partner_id=partner.id, **ACCOUNT | {"account_number": "1234567"})
        db.session.add(known)
        db.session.flush()
    guest, _order = client(None), send(order(), "PO-1")
    link = send(acceptance(), "AC-1")
    page = guest.get(f"{link}/invoices/new").get_data(as_text=True)
    assert ("****567" in page, "1234567" in page) == (True, False)
    values = {"supplier_number": "T-1", "issued_on": "11/21", "due_on": "12/31"}
    values |= {"account_id": str(known.id) if chosen == "known" else chosen}
    values |= {f"account-{name}": value for name, value in typed.items()}
    values |= {"ids": [str(fixed_id("guest", "accepted"))]}
    bad = values | {"account_id": "other", "account-account_number": "12"}
    assert press(guest, f"{link}/invoices/new", f"{link}/invoices/", **bad).status_code == 422
    assert press(guest, f"{link}/invoices/new", f"{link}/invoices/", **values).status_code == 303
    with inside(cast.buyer):
        body = db.session.scalars(db.select(Envelope).where(Envelope.kind == "invoice")).one().content
        assert (body.account and body.account.account_number) == number


def test_a_second_click_sends_nothing_more(send, client, inside, cast):
    guest, link = client(None), send(rfq(), "RQ-1")
    page = guest.get(f"{link}/").get_data(as_text=True)
    values = {"csrf_token": hidden(page, "csrf_token"), "token": hidden(page, "token"), "text": "一度だけ"}
    for _click in range(2):
        assert guest.post(f"{link}/messages", data=values).status_code == 303
    assert kinds(inside, cast) == ["rfq", "chat"]


def test_a_link_ends_and_can_be_withdrawn(send, client, cast, case_id):
    guest, link = client(None), send(rfq(), "RQ-1")
    with frozen(now() + dt.timedelta(days=34)):
        assert guest.get(f"{link}/").status_code == 404
    assert guest.get(f"{link}/").status_code == 200
    assert guest.get(f"{link}x/").status_code == 404
    assert guest.get(link.replace("/yamada/", "/kanda/") + "/").status_code == 404
    buyer = client(cast.buyer)
    page = buyer.get(f"/yamada/cases/{case_id}").get_data(as_text=True)
    values = {"csrf_token": hidden(page, "csrf_token")}
    done = buyer.post(f"/yamada/cases/{case_id}/guest-links/?_method=DELETE", data=values)
    assert done.status_code == 303
    assert guest.get(f"{link}/").status_code == 404


def test_a_guest_sees_the_files_of_the_case_and_no_other(send, client, inside, cast):
    guest, link = client(None), send(rfq(), "RQ-1")
    assert guest.get(f"{link}/files/{fixed_id('some', 'file')}").status_code == 404

"""The pages of invoices, as accounting and others see them."""

import pytest

from app.kernel.db import db
from app.procurement.invoices.model import Invoice
from tests.procurement.invoices.conftest import item
from tests.support.people import fixed_id

LIST = "/yamada/invoices"


@pytest.fixture
def page_of():
    return lambda invoice_id, step="": f"{LIST}/{invoice_id}{step}"


@pytest.fixture
def status_of(inside, cast):
    def look(invoice_id):
        with inside(cast.buyer):
            return db.session.get(Invoice, (fixed_id("yamada"), invoice_id), populate_existing=True).status

    return look


def test_the_list_shows_what_came_and_sums_it(client, cast, accepted, bill, sent):
    ids = accepted(item(), times=2)
    sent(bill(ids[0]))
    sent(bill(ids[1], supplier_number="K-101"))
    text = client(cast.accounts_payable).get(LIST).text
    assert text.count('class="row-link"') == 2
    assert "¥11,000" in text
    assert "K-101" not in client(cast.accounts_payable).get(f"{LIST}?q=K-100").text
    assert "照合済" in text


@pytest.mark.parametrize(
    "query", ["status=approved", "since=2026/12/01", "until=2026-11-01", "overdue=1", "q=zzz"]
)
def test_filters_leave_out_what_does_not_fit(client, cast, accepted, bill, sent, query):
    sent(bill(*accepted()))
    text = client(cast.accounts_payable).get(f"{LIST}?{query}").text
    assert 'class="row-link"' not in text


def test_an_empty_list_says_where_invoices_come_from(client, cast):
    assert "請求書はまだありません" in client(cast.accounts_payable).get(LIST).text


def test_the_page_shows_invoice_and_acceptance_side_by_side(client, cast, accepted, bill, sent, page_of):
    invoice_id = sent(bill(*accepted(item(), item("お茶", 10, "33.3", "8R"))))
    text = client(cast.auditor).get(page_of(invoice_id)).text
    for word in ("AC-2611-00001", "適格請求書の6項目", "¥333", "T7000012050002", "2026/12/30"):
        assert word in text
    assert "submission-form" not in text
    assert "submission-form" in client(cast.accounts_payable).get(page_of(invoice_id)).text


def test_submitting_returning_and_resolving_by_the_page(
    client, cast, accepted, bill, sent, page_of, status_of
):
    ids = accepted(item(), times=3)
    first, second = sent(bill(ids[0])), sent(bill(ids[1], supplier_number="K-2"))
    third = sent(bill(ids[2], supplier_number="K-3", period_until="2026-11-20"))
    accounting = client(cast.accounts_payable)

    def send(url, *, data=None):
        return accounting.post_form(url, data, form_page=LIST)

    assert send(page_of(first, "/submission"), data={"pays_on": ""}).status_code == 422
    assert send(page_of(first, "/submission"), data={"pays_on": "2026/12/30"}).status_code == 303
    assert send(page_of(second, "/return"), data={"return_reason": " "}).status_code == 422
    assert send(page_of(second, "/return"), data={"return_reason": "単価違い"}).status_code == 303
    assert send(page_of(third, "/resolution"), data={"reason": ""}).status_code == 422
    assert send(page_of(third, "/resolution"), data={"reason": "確認済み"}).status_code == 303
    assert send(page_of(third, "/matching")).status_code == 303
    assert [status_of(one) for one in (first, second, third)] == ["approved", "returned", "mismatch"]
    for one in (first, second, third):
        accounting.get(page_of(one))


def test_others_may_look_but_not_act_and_strangers_see_nothing(
    client, cast, accepted, bill, sent, page_of, status_of
):
    invoice_id = sent(bill(*accepted()))
    assert client(cast.buyer).get(page_of(invoice_id)).status_code == 200
    assert client(cast.buyer).post_form(page_of(invoice_id, "/return"), form_page=LIST).status_code == 403
    assert client(cast.requester).get(LIST).status_code == 403
    assert client(cast.person("foreign", "accounts_payable")).get(page_of(invoice_id)).status_code == 404
    foreign = f"/foreign/invoices/{invoice_id}"
    assert client(cast.person("foreign", "accounts_payable")).get(foreign).status_code == 404
    assert status_of(invoice_id) == "matched"


def test_the_list_costs_the_same_for_one_and_for_three(client, cast, accepted, bill, sent, statements):
    ids = accepted(item(), times=3)
    sent(bill(ids[0]))
    accounting, counts = client(cast.accounts_payable), []
    accounting.get(LIST)
    for number in (1, 2):
        del statements[:]
        accounting.get(LIST)
        counts.append(len(statements))
        if number == 1:
            sent(bill(ids[1], supplier_number="K-2"))
            sent(bill(ids[2], supplier_number="K-3"))
    assert counts[0] == counts[1]
    assert counts[0] <= 4

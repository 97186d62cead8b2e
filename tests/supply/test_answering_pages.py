"""A supplier answers a request through its pages: typing, checking, sending, again, declining."""

import datetime as dt
import re

import pytest

from app.exchange import gates
from app.exchange.envelopes.model import Envelope
from app.kernel.clock import frozen, now
from app.kernel.errors import Rejected
from app.supply.quotes.model import IssuedQuote, QuoteDraft
from app.supply.requests.model import ReceivedRequest
from tests.supply.conftest import LINE, SECOND


@pytest.fixture
def asked(buyer, rows):
    buyer.ask()
    (received,) = rows(ReceivedRequest)
    return received


@pytest.fixture
def portal(client, cast):
    return Portal(client(cast.kanda.supplier_user))


class Portal:
    """The supplier's browser."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get("/kanda/portal" + path)

    def post(self, path, values, from_page=None, **more):
        page = self.get(from_page or path).get_data(as_text=True)
        values = {"csrf_token": hidden(page, "csrf_token"), **values}
        return self.client.post("/kanda/portal" + path, data=values, **more)


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def typed(**changes):
    values = {
        "lines-0-line_id": str(LINE),
        "lines-0-price": "１２０",
        "lines-0-delivery_on": "2026/12/10",
        "lines-0-tax_code": "10",
        "lines-0-kind": "as_requested",
        "lines-1-line_id": str(SECOND),
        "lines-1-price": "333",
        "lines-1-tax_code": "8R",
        "lines-1-kind": "as_requested",
        "costs-0-name": "送料",
        "costs-0-amount": "1,005",
        "costs-0-tax_code": "10",
        "remarks": "年内納品可",
    }
    return {**values, **changes}


def send(portal, asked, **changes):
    base = f"/requests/{asked.id}"
    kept = portal.post(f"{base}/answer/", typed(review="1", **changes))
    assert kept.status_code == 303, kept.get_data(as_text=True)
    page = portal.get(f"{base}/quotes/new").get_data(as_text=True)
    values = {name: hidden(page, name) for name in ("csrf_token", "token", "seen")}
    return values, portal.client.post(f"/kanda/portal{base}/quotes", data=values)


def test_the_list_shows_what_waits(portal, asked):
    page = portal.get("/requests/").get_data(as_text=True)
    assert "丸棒の見積" in page
    assert "回答待ち" in page


def test_the_request_shows_what_is_asked(portal, asked):
    page = portal.get(f"/requests/{asked.id}").get_data(as_text=True)
    assert "丸棒 SS400 φ20" in page
    assert "まだ回答していません" in page


def test_totals_follow_while_typing_and_the_draft_is_kept(portal, asked, rows):
    base = f"/requests/{asked.id}/answer/"
    answer = portal.post(base, typed(), headers={"HX-Request": "true"})
    page = answer.get_data(as_text=True)
    # 105 × 120 + 1,005 = 13,605 at 10 % → 1,360; 3 × 333 = 999 at 8 % → 79
    assert [part in page for part in ("¥1,360", "¥79", "¥14,604", "¥16,043")] == [True] * 4
    (draft,) = rows(QuoteDraft)
    assert ["lines-0-price", "１２０"] in draft.typed
    assert 'value="120"' in portal.get(base).get_data(as_text=True)


def test_an_answer_is_sent_once_and_stays(portal, asked, rows, buyer, inside, cast):
    values, done = send(portal, asked)
    assert done.status_code == 303
    again = portal.client.post(f"/kanda/portal/requests/{asked.id}/quotes", data=values)
    assert again.status_code == 303
    (quote,) = rows(IssuedQuote)
    assert (quote.response_no, quote.total) == (1, 16_043)
    assert rows(QuoteDraft) == []
    (received,) = [one for one in rows(Envelope, cast.buyer) if one.kind == "quote"]
    assert (received.total, received.content.lines[2].name) == (16_043, "送料")
    assert "回答済み" in portal.get(f"/requests/{asked.id}").get_data(as_text=True)
    assert "年内納品可" in portal.get(f"/requests/{asked.id}/quotes/{quote.id}").get_data(as_text=True)


def test_another_answer_begins_with_the_last_one(portal, asked, rows):
    send(portal, asked)
    page = portal.get(f"/requests/{asked.id}/answer/?copy=1").get_data(as_text=True)
    assert 'value="1,005"' in page
    send(portal, asked, **{"lines-0-price": "110"})
    assert sorted((one.response_no, one.total) for one in rows(IssuedQuote)) == [(1, 16_043), (2, 14_888)]


def test_what_is_missing_is_said_beside_its_field(portal, asked, rows):
    answer = portal.post(f"/requests/{asked.id}/answer/", typed(review="1", **{"lines-0-price": ""}))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "1行目：単価を入力するか、「見積不可」を選んでください。" in page
    assert 'value="333"' in page
    assert rows(IssuedQuote) == []


def test_the_buyers_refusal_lands_on_the_form_with_everything_kept(portal, asked, rows, monkeypatch):
    def refuse(case, envelope, body):
        raise Rejected("The deadline has passed.")

    base = f"/requests/{asked.id}"
    portal.post(f"{base}/answer/", typed(review="1"))
    page = portal.get(f"{base}/quotes/new").get_data(as_text=True)
    values = {name: hidden(page, name) for name in ("csrf_token", "token", "seen")}
    monkeypatch.setitem(gates._gates, ("quote", "buyer"), refuse)
    answer = portal.client.post(f"/kanda/portal{base}/quotes", data=values)
    assert answer.status_code == 422
    assert "回答期限を過ぎています。" in answer.get_data(as_text=True)
    assert 'value="1,005"' in answer.get_data(as_text=True)
    assert rows(IssuedQuote) == []


def test_after_the_deadline_the_draft_lapses(portal, asked, rows):
    portal.post(f"/requests/{asked.id}/answer/", typed())
    with frozen(now() + dt.timedelta(days=4)):
        page = portal.get(f"/requests/{asked.id}").get_data(as_text=True)
    assert "下書きは送信されていません。" in page
    assert "回答する" not in page


def test_declining_is_final(portal, asked, rows):
    base = f"/requests/{asked.id}"
    token = hidden(portal.get(base).get_data(as_text=True), "token")
    done = portal.post(f"{base}/declination", {"reason": "在庫なし", "token": token}, from_page=base)
    assert done.status_code == 303
    (received,) = rows(ReceivedRequest)
    assert received.declined_at is not None
    assert "辞退" in portal.get(base).get_data(as_text=True)


def test_another_suppliers_request_is_missing(client, cast, asked):
    answer = client(cast.suzuki.supplier_user).get(f"/suzuki/portal/requests/{asked.id}")
    assert answer.status_code == 404


def test_a_request_with_one_or_three_rows_costs_the_same(portal, buyer, asked, statements):
    portal.get("/requests/")
    statements.clear()
    portal.get("/requests/")
    assert len(statements) <= 6

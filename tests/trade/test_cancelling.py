"""Calling a deal off: its owner alone, while nothing that was sent stands; read-only for all afterwards."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.jobs.model import Job
from app.trade.deals.opening import rename
from app.trade.desk.cancelling import cancel
from app.trade.desk.operations import say
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.restricting import restrict
from app.trade.documents.saving import save
from app.trade.documents.sending import send, withdraw
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.model import Deal, DealEvent
from app.trade.rooms.queries import enter


def sent_by(trade, code, deal, seat, kind, **values):
    """A document of a kind, sent from a seat. Returns its id."""
    with trade.as_(code):
        entered = enter(deal, seat, lock=True)
        row = create(entered, kind)
        save(entered, row.id, values_of(document_in(entered, row.id), roots_of(deal)) | values, None)
        send(entered, row.id, None)
        return row.id


def test_only_its_owner_cancels_a_deal_and_nobody_writes_in_it_then(trade, client):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with trade.as_("BROKER"), pytest.raises(Rejected, match="オーナー"):
        cancel(enter(deal, broker, lock=True))
    clerk, here = client(trade.people["SHIPPER"][0]), f"/yamada/deals/{deal}"
    clerk.post_form(f"{here}/cancellation", {"reason": "船腹が取れず"}, form_page=here)
    with trade.as_("SHIPPER"):
        assert session.scalars(select(Deal.status)).one() == "cancelled"
        event = session.scalars(select(DealEvent).where(DealEvent.kind == "deal.cancelled")).one()
        assert (event.details, event.audience) == ({"message": "船腹が取れず"}, None)
        for write in (
            lambda: rename(enter(deal, lock=True), "別名"),
            lambda: cancel(enter(deal, lock=True)),
            lambda: invite(enter(deal, lock=True), found_by_code("LINE"), "OC"),
        ):
            with pytest.raises(Rejected):
                write()
    trade.ring(deal)
    with trade.as_("BROKER"):
        bells = session.scalars(select(Job).where(Job.name == "trade.notices.tell")).all()
        assert str(event.id) in [one.arguments["event_id"] for one in bells]
        with pytest.raises(Rejected):
            say(enter(deal, broker, lock=True), "了解です")
    assert "船腹が取れず" in client(trade.people["BROKER"][0]).get(f"/kanda/deals/{deal}").text
    clerk.post_form(f"{here}/cancellation?_method=DELETE", {}, form_page=here)
    with trade.as_("SHIPPER"):
        assert session.scalars(select(Deal.status)).one() == "open"


def test_a_sent_document_refuses_it_unless_the_owner_may_not_know_of_it(trade, client):
    deal = trade.open()
    line = trade.invite(deal, "SHIPPER", "LINE", "OC")
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    sent_by(trade, "LINE", deal, line, "cargo_manifest")
    advice = {"document_number": "A-1", "document_date": "2026-11-27"}
    secret = sent_by(trade, "BROKER", deal, broker, "shipping_advice", **advice)
    here = f"/yamada/deals/{deal}"
    clerk = client(trade.people["SHIPPER"][0])
    assert "送信済みの帳票があるため取り消せません" in clerk.get(here).text
    with trade.as_("SHIPPER"):
        with pytest.raises(Rejected, match="送信済みの帳票"):
            cancel(enter(deal, lock=True))
        assert session.scalars(select(DealEvent).where(DealEvent.kind == "deal.cancelled")).all() == []
    with trade.as_("BROKER"):
        restrict(enter(deal, broker, lock=True), secret, {})
    assert "送信済みの帳票があるため取り消せません" not in clerk.get(here).text
    with trade.as_("SHIPPER"):
        cancel(enter(deal, lock=True))
        assert session.scalars(select(Deal.status)).one() == "cancelled"


def test_a_withdrawn_document_counts_no_more(trade):
    deal = trade.open()
    advice = {"document_number": "A-2", "document_date": "2026-11-27"}
    row = sent_by(trade, "SHIPPER", deal, None, "shipping_advice", **advice)
    with trade.as_("SHIPPER"):
        with pytest.raises(Rejected):
            cancel(enter(deal, lock=True))
        withdraw(enter(deal, lock=True), row, None, "誤り")
        cancel(enter(deal, lock=True))
        assert session.scalars(select(Deal.status)).one() == "cancelled"

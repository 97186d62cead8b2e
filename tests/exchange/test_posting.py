"""Two copies, one transaction, a gate in between, and a chain that shows every later change."""

import datetime as dt

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from app.exchange import gates, posting, verifying
from app.exchange.bodies import ChatLine
from app.exchange.cases.model import Case
from app.exchange.envelopes.model import Envelope
from app.kernel.clock import frozen
from app.kernel.db import db
from app.kernel.errors import Missing, Rejected
from app.platform import storage
from tests.support.people import fixed_id


@pytest.fixture
def case_id(inside, cast):
    with inside(cast.buyer):
        case = posting.open_case(
            counterpart_tenant_id=fixed_id("kanda"),
            counterpart_name="神田鋼材株式会社",
            subject="丸棒",
        )
        return case.id


@pytest.fixture
def open_gates(monkeypatch):
    monkeypatch.setitem(gates._gates, ("chat", "supplier"), lambda *_: None)
    monkeypatch.setitem(gates._gates, ("chat", "buyer"), lambda *_: None)
    monkeypatch.setattr(gates, "_projections", {})


def say(case_id, words, files=()):
    return posting.post(posting.Draft(case_id, ChatLine(text=words), number="", files=list(files)))


def envelopes():
    return db.session.scalars(select(Envelope).order_by(Envelope.position)).all()


def test_both_sides_keep_the_same_envelope(inside, cast, case_id, open_gates):
    with inside(cast.buyer):
        file = storage.keep_bytes(b"%PDF-1.4 drawing", "図面.pdf")
        db.session.flush()
        say(case_id, "図面を送ります", [file])
    with inside(cast.kanda.supplier_user):
        (received,) = envelopes()
        assert (received.direction, received.content.text) == ("received", "図面を送ります")
        (attached,) = received.attachments
        row, content = storage.opened(attached.file_id)
        with content:
            assert (row.name, content.read()) == ("図面.pdf", b"%PDF-1.4 drawing")
        say(case_id, "受け取りました")
        assert [one.position for one in envelopes()] == [1, 2]
    report = verifying.verify_everything()
    assert (report.envelopes, report.problems) == (4, [])


def test_the_other_suppliers_see_nothing_of_it(inside, cast, case_id, open_gates):
    with inside(cast.buyer):
        say(case_id, "内密に")
    with inside(cast.suzuki.supplier_user):
        assert (envelopes(), db.session.scalars(select(Case)).all()) == ([], [])


def test_what_has_no_gate_is_refused(inside, cast, case_id, monkeypatch):
    monkeypatch.setattr(gates, "_gates", {})
    with inside(cast.buyer), pytest.raises(Missing), db.session.begin_nested():
        say(case_id, "?")


def test_a_refusal_reaches_the_sender_and_leaves_nothing(inside, cast, case_id, monkeypatch):
    def refuse(case, envelope, body):
        raise Rejected("The case is closed.")

    monkeypatch.setitem(gates._gates, ("chat", "supplier"), refuse)
    with inside(cast.buyer):
        with pytest.raises(Rejected, match="closed"), db.session.begin_nested():
            say(case_id, "?")
        db.session.expire_all()
        assert envelopes() == []
    with inside(cast.kanda.supplier_user):
        assert envelopes() == []


@pytest.mark.parametrize("statement", ["UPDATE envelopes SET body = '{}'", "DELETE FROM envelopes"])
def test_nobody_can_change_an_envelope(inside, cast, case_id, open_gates, statement):
    with inside(cast.buyer):
        say(case_id, "原本")
        with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
            db.session.execute(text(statement))


def test_a_chain_that_was_tampered_with_is_reported(inside, cast, case_id, open_gates):
    with inside(cast.buyer):
        say(case_id, "原本")
        (envelope,) = envelopes()
        assert verifying.hash_of(envelope) == envelope.sha256
        db.session.expunge(envelope)
        envelope.body = envelope.body.replace("原本", "偽物")
        assert verifying.hash_of(envelope) != envelope.sha256


def test_the_frozen_clock_dates_the_envelope(inside, cast, case_id, open_gates):
    at = dt.datetime(2025, 6, 1, 9, tzinfo=dt.UTC)
    with inside(cast.buyer), frozen(at):
        say(case_id, "昔の話")
        assert envelopes()[0].sent_at == at

"""The audit trail: who, as whom, when, from where, what changed; and nobody changes it afterwards."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import ProgrammingError

from app.access.tenants.queries import own_company
from app.kernel import context
from app.kernel.clock import frozen
from app.kernel.db import db
from app.platform.audit import changes_of, record
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import trail_of, whole_trail

NOON = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)


def test_an_entry_says_who_as_whom_when_and_from_where(inside, cast):
    with inside(cast.buyer) as buyer, frozen(NOON):
        context.set_origin(context.Origin(request_id="r1", address="192.0.2.7"))
        boss = context.Actor(id=cast.approver.user_id, name="部長")
        entry = record("rfq.sent", own_company(), by=replace(buyer, acting_for=boss), number="RQ-1")
        db.session.flush()
        context.set_origin(context.Origin())
    assert (entry.actor_id, entry.for_actor_name, entry.at) == (cast.buyer.user_id, "部長", NOON)
    assert (entry.address, entry.request_id, entry.details) == ("192.0.2.7", "r1", {"number": "RQ-1"})
    assert (entry.subject_type, entry.subject_label) == ("companies", "山田精機株式会社")


def test_changes_hold_what_was_and_what_is_and_leave_out_the_rest(inside, cast):
    with inside(cast.buyer):
        company = own_company()
        company.name, company.phone, company.address = "新山田", company.phone, "東京"
        assert changes_of(company) == {"name": ["山田精機株式会社", "新山田"], "address": ["", "東京"]}
        assert changes_of(company, only={"phone"}) == {}
        db.session.expire(company)


def test_days_amounts_and_ids_are_kept_as_text(inside, cast):
    with inside(cast.buyer):
        entry = record("x.y", day=dt.date(2026, 4, 1), price=Decimal("1.50"), ids={cast.buyer.user_id})
    assert entry.details == {"day": "2026-04-01", "price": "1.50", "ids": [str(cast.buyer.user_id)]}


def test_the_trail_is_read_per_record_and_for_the_whole_tenant(inside, cast):
    with inside(cast.kanda.supplier_admin):
        record("rfq.opened", own_company())
    with inside(cast.buyer):
        for minute, verb in enumerate(("rfq.sent", "rfqx.other", "order.sent")):
            with frozen(NOON + dt.timedelta(minutes=minute)):
                record(verb, own_company() if verb != "order.sent" else None)
        db.session.flush()
        per_record = db.session.scalars(trail_of(own_company().id)).all()
        assert [one.verb for one in per_record] == ["rfqx.other", "rfq.sent"]
        assert db.session.query(AuditEntry).count() == 3
        only = db.session.scalars(whole_trail(verb="rfq.")).all()
        assert [one.verb for one in only] == ["rfq.sent"]
        early = db.session.scalars(whole_trail(until=NOON + dt.timedelta(minutes=1))).all()
        assert [one.verb for one in early] == ["rfq.sent"]


@pytest.mark.parametrize("change", [update(AuditEntry).values(verb="x"), delete(AuditEntry)])
def test_the_application_cannot_change_the_trail(inside, cast, change):
    with inside(cast.buyer):
        record("rfq.sent")
        db.session.flush()
        with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
            db.session.execute(change)
        assert db.session.query(AuditEntry.verb).one() == ("rfq.sent",)


def test_the_page_says_it_in_sentences_to_those_who_may_see_it(client, cast):
    with cast.inside(cast.system_admin):
        record("user.disabled", own_company())
    text = client(cast.auditor).get("/yamada/audit/").text
    assert "user.disabled" not in text
    assert "山田精機株式会社" in text
    assert client(cast.buyer).get("/yamada/audit/").status_code == 403
    assert "supplier_admin kanda" not in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_long_the_trail(client, cast, statements, many):
    with cast.inside(cast.system_admin):
        for number in range(many):
            record("user.changed", label=str(number))
    browser = client(cast.auditor)
    browser.get("/yamada/audit/")
    statements.clear()
    browser.get("/yamada/audit/")
    assert len(statements) == 3

"""The door for answers: in time, once per line, adding up; and what it does to earlier answers."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.exchange.bodies import Decline
from app.exchange.cases.model import Case
from app.exchange.envelopes.model import Envelope
from app.exchange.opening import tell_opened
from app.exchange.posting import Draft, post
from app.kernel.clock import frozen
from app.kernel.db import database_now, db
from app.kernel.errors import Missing, Rejected
from app.platform.notifications.model import Notification
from app.procurement.quotes.model import Quote
from app.procurement.rfqs.model import Rfq
from tests.procurement.sourcing import bench

MILLISECOND = dt.timedelta(milliseconds=1)


@pytest.fixture
def refused(cast, inside):
    """`refused(slug, case_id, body, at)` posts and expects a refusal; answers its sentence. Nothing is written."""

    def expect(slug, case_id, body, at=bench.START, error=Rejected):
        with frozen(at), inside(cast.person(slug, "supplier_user")):
            before = len(db.session.scalars(select(Envelope.id)).all())
            with pytest.raises(error) as said, db.session.begin_nested():
                bench.answer(case_id, body) if hasattr(body, "total") else post(Draft(case_id, body, ""))
            assert len(db.session.scalars(select(Envelope.id)).all()) == before
        with inside(cast.buyer):
            assert db.session.scalars(select(Quote)).all() == []
        return said.value

    return expect


def body_at(moment, *args, **options):
    with frozen(moment):
        return bench.quote_body(*args, **options)


def test_an_answer_at_the_very_deadline_counts(asked, answers, inside, cast):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200], at=bench.DEADLINE)
    with inside(cast.buyer):
        quote = db.session.scalars(select(Quote)).one()
        assert (quote.subtotal, quote.tax, quote.total, quote.status) == (5000, 500, 5500, "effective")
        assert [(one.price, one.amount) for one in quote.lines] == [(100, 1000), (200, 4000)]
        kanda, suzuki = bench.the_rfq().invitations
        assert (kanda.status, kanda.response_count, suzuki.status) == ("responded", 1, "sent")
        assert db.session.scalars(select(Notification.kind)).all() == ["quote.received"]


def test_one_millisecond_later_it_is_refused(asked, refused):
    cases, lines = asked()
    late = bench.DEADLINE + MILLISECOND
    refused("kanda", cases["kanda"], body_at(late, lines, [100, 200]), at=late)
    refused("kanda", cases["kanda"], Decline(reason="多忙"), at=late)


def test_the_databases_own_clock_decides(inside, cast):
    """Without a frozen clock the deadline is compared with clock_timestamp() of the database."""
    with inside(cast.buyer):
        soon = database_now() + dt.timedelta(seconds=5)
        rfq = bench.sent(deadline=soon)
        lines = [(one.id, one.quantity) for one in rfq.lines]
        case_id = bench.case_of("kanda")
        db.session.flush()
        rfq.deadline = database_now() - MILLISECOND
    with inside(cast.kanda.supplier_user), pytest.raises(Rejected), db.session.begin_nested():
        bench.answer(case_id, bench.quote_body(lines, [1, 2]))


def test_nobody_answers_a_case_of_another(asked, refused):
    cases, lines = asked()
    refused("suzuki", cases["kanda"], body_at(bench.START, lines, [1, 2]), error=Missing)


def test_later_answers_supersede_and_all_stay(asked, answers, inside, cast):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200])
    answers("kanda", cases["kanda"], lines, [90, None], response_no=2)
    with inside(cast.buyer):
        found = db.session.scalars(select(Quote).order_by(Quote.response_no)).all()
        assert [(one.status, one.subtotal) for one in found] == [("superseded", 5000), ("effective", 900)]
        assert [one.kind for one in found[1].lines] == ["as_requested", "not_offered"]


def test_declining_takes_the_answer_out_and_is_final(asked, answers, inside, cast):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200])
    with frozen(bench.START), inside(cast.kanda.supplier_user):
        post(Draft(cases["kanda"], Decline(reason="多忙のため"), ""))
    with inside(cast.buyer):
        assert db.session.scalars(select(Quote.status)).all() == ["superseded"]
        kanda = bench.the_rfq().invitations[0]
        assert (kanda.status, kanda.decline_reason) == ("declined", "多忙のため")
    with pytest.raises(Rejected):
        answers("kanda", cases["kanda"], lines, [100, 200], response_no=2)


@pytest.mark.parametrize(
    "prices, options",
    [
        ([100, 200], {"response_no": 2}),
        ([100, 200], {"revision": 1}),
        ([100, 200], {"subtotal": 1}),
        ([100, 200], {"tax": 1}),
        ([100, 200], {"total": 5000}),
        ([100, 200], {"taxes": []}),
        ([100, 200], {"valid_until": dt.date(2026, 1, 1)}),
        ([None, None], {}),
        ([-1, 200], {}),
        ([100, 200], {"extras": [(" ", 100)]}),
    ],
)
def test_figures_that_do_not_fit_are_refused(asked, refused, prices, options):
    cases, lines = asked()
    refused("kanda", cases["kanda"], body_at(bench.START, lines, prices, **options))


def test_every_line_is_answered_once(asked, refused):
    cases, lines = asked()
    refused("kanda", cases["kanda"], body_at(bench.START, lines[:1], [100]))
    refused("kanda", cases["kanda"], body_at(bench.START, [lines[0], lines[0]], [100, 100]))
    refused("kanda", cases["kanda"], body_at(bench.START, [(lines[0][0], 11), lines[1]], [100, 100]))


def test_an_alternative_only_where_it_is_wanted(asked, refused, answers, inside, cast):
    cases, lines = asked()
    with frozen(bench.START):
        body = bench.quote_body(lines, [100, 200])
    first, second = body.lines
    unwanted = body.model_copy(update={"lines": [first.model_copy(update={"kind": "alternative"}), second]})
    refused("kanda", cases["kanda"], unwanted)
    wanted = body.model_copy(update={"lines": [first, second.model_copy(update={"kind": "alternative"})]})
    with frozen(bench.START), inside(cast.kanda.supplier_user):
        bench.answer(cases["kanda"], wanted)


@pytest.mark.parametrize("status", ["closed", "cancelled", "under_evaluation"])
def test_a_request_that_is_over_takes_nothing(asked, refused, inside, cast, status):
    cases, lines = asked()
    with inside(cast.buyer):
        db.session.query(Rfq).update({"status": status})
    refused("kanda", cases["kanda"], body_at(bench.START, lines, [100, 200]))
    refused("kanda", cases["kanda"], Decline())


def test_the_buyer_sees_who_opened_the_request(asked, inside, cast):
    cases, _lines = asked()
    with frozen(bench.START + dt.timedelta(hours=1)), inside(cast.kanda.supplier_user):
        case = db.session.scalars(select(Case)).one()
        tell_opened(case)
        tell_opened(case)
    with inside(cast.buyer):
        kanda, suzuki = bench.the_rfq().invitations
        assert (kanda.status, kanda.opened_at) == ("opened", bench.START + dt.timedelta(hours=1))
        assert (suzuki.status, suzuki.opened_at) == ("sent", None)

"""People at the same moment, each on a connection of their own, in a cloned database where commits are real."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.procurement.awards import choosing
from app.procurement.awards.model import Award
from app.procurement.awards.operations import award
from app.procurement.comparisons.queries import comparison_of
from app.procurement.quotes.model import Quote
from app.procurement.rfqs.model import Rfq
from tests.procurement.sourcing import bench
from tests.support.at_once import application_elsewhere, race, transaction
from tests.support.people import Person

BUYER, KANDA = Person("yamada", "buyer"), Person("kanda", "supplier_user")
ROUNDS = 3
pytestmark = pytest.mark.xdist_group("sourcing_at_once")  # one worker, one clone


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own."""
    with application_elsewhere(fresh_database, "sourcing_at_once") as app:
        with transaction(app, BUYER):
            bench.partners()
        yield app


def at_once(app, *works):
    """Run `(person, function)` at once. Each one's outcome: `done` or the class of its refusal."""
    return race(*((transaction(app, person), function) for person, function in works))


def sent_rfq(app):
    """A request that 神田 has: `(rfq id, case id, lines)`."""
    from app.masters.partners.model import Partner

    with transaction(app, BUYER):
        partners = session.scalars(select(Partner).order_by(Partner.code)).all()
        deadline = clock.now() + dt.timedelta(days=1)
        rfq = bench.sent(suppliers=partners[:1], deadline=deadline)
        return rfq.id, rfq.invitations[0].case_id, [(one.id, one.quantity) for one in rfq.lines]


def rfq_of(rfq_id):
    return session.scalars(select(Rfq).where(Rfq.id == rfq_id)).one()


def answered(app, case_id, lines, response_no=1):
    with transaction(app, KANDA):
        bench.answer(case_id, bench.quote_body(lines, [1, 2], response_no=response_no))


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_of_two_who_choose_at_once_one_wins_and_the_other_is_told(elsewhere, turn):
    rfq_id, case_id, lines = sent_rfq(elsewhere)
    answered(elsewhere, case_id, lines)
    with transaction(elsewhere, BUYER) as buyer:
        rfq_of(rfq_id).close_early(by=buyer)
        seen = rfq_of(rfq_id).version

    def choose(actor):
        matrix = comparison_of(rfq_of(rfq_id))
        choices = choosing.whole(matrix, matrix.columns[0].quote.id)
        award(rfq_of(rfq_id), "whole", choices, reason="", by=actor, version=seen)

    outcomes = at_once(elsewhere, (BUYER, choose), (BUYER, choose))
    assert sorted(outcomes, key=str) == [Conflict, "done"]
    with transaction(elsewhere, BUYER):
        assert session.scalars(select(Award.status).where(Award.rfq_id == rfq_id)).all() == ["approved"]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_extension_and_an_answer_wait_for_each_other(elsewhere, turn):
    rfq_id, case_id, lines = sent_rfq(elsewhere)
    later = clock.now() + dt.timedelta(days=2)
    body = bench.quote_body(lines, [1, 2])
    outcomes = at_once(
        elsewhere,
        (BUYER, lambda actor: rfq_of(rfq_id).extend(later, "", by=actor)),
        (KANDA, lambda actor: bench.answer(case_id, body)),
    )
    assert outcomes == ["done", "done"]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_answer_sent_twice_at_once_is_filed_once(elsewhere, turn):
    rfq_id, case_id, lines = sent_rfq(elsewhere)
    body = bench.quote_body(lines, [1, 2])
    send = (KANDA, lambda actor: bench.answer(case_id, body))
    outcomes = at_once(elsewhere, send, send)
    assert sorted(outcomes, key=str) == [Rejected, "done"]
    with transaction(elsewhere, BUYER):
        assert session.scalars(select(Quote.status).where(Quote.rfq_id == rfq_id)).all() == ["effective"]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_answer_and_a_revision_at_once_never_mix(elsewhere, turn):
    rfq_id, case_id, lines = sent_rfq(elsewhere)
    body = bench.quote_body(lines, [1, 2])

    def revise(actor):
        rfq = rfq_of(rfq_id)
        rfq.revise({}, [{"id": one.id, **bench.line(one.name)} for one in rfq.lines], "改訂", by=actor)

    revised, sent = at_once(elsewhere, (BUYER, revise), (KANDA, lambda actor: bench.answer(case_id, body)))
    assert revised == "done"
    with transaction(elsewhere, BUYER):
        states = session.scalars(select(Quote.status).where(Quote.rfq_id == rfq_id)).all()
    assert (sent, states) in [("done", ["outdated"]), (Rejected, [])]

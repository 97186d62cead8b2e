"""Writing, sending, extending, revising and closing a request."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.exchange.envelopes.model import Envelope
from app.kernel.clock import frozen
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.platform import storage
from app.platform.jobs.model import Job
from app.procurement.quotes.model import Quote
from app.procurement.rfqs.model import RfqLine
from app.procurement.rfqs.operations import copy_of
from tests.procurement.sourcing import bench

HOUR = dt.timedelta(hours=1)
MILLISECOND = dt.timedelta(milliseconds=1)


def kinds():
    return list(db.session.scalars(select(Envelope.kind).order_by(Envelope.sent_at, Envelope.id)))


def test_a_draft_keeps_its_lines_by_id_and_takes_no_number(inside, cast):
    with frozen(bench.START), inside(cast.buyer):
        rfq = bench.draft()
        first, second = rfq.lines
        rfq.change({"subject": "改"}, [bench.line("新"), {"id": second.id, **bench.line("二")}], [])
        assert [(one.line_no, one.name) for one in rfq.lines] == [(1, "新"), (2, "二")]
        assert rfq.lines[1].id == second.id
        assert (rfq.number, rfq.subject, rfq.invitations) == (None, "改", [])
        assert db.session.scalar(select(RfqLine).where(RfqLine.id == first.id)) is None


def test_a_draft_opened_before_somebody_elses_change_is_refused(inside, cast):
    with frozen(bench.START), inside(cast.buyer):
        rfq = bench.draft()
        seen = rfq.version
        rfq.change({"subject": "一人目"}, [bench.line()], [], version=seen)
        with pytest.raises(Conflict):
            rfq.change({"subject": "二人目"}, [bench.line()], [], version=seen)
        assert rfq.subject == "一人目"


@pytest.mark.parametrize(
    "head, lines, suppliers, field",
    [
        ({}, [], None, "lines"),
        ({}, None, [], "suppliers"),
        ({"deadline": bench.START}, None, None, "deadline"),
    ],
)
def test_what_is_incomplete_is_not_submitted(inside, cast, head, lines, suppliers, field):
    with frozen(bench.START), inside(cast.buyer):
        rfq = bench.draft(suppliers=suppliers, **head)
        if lines == []:
            rfq.change({}, [], [one.partner_id for one in rfq.invitations])
        with pytest.raises(Rejected) as refused:
            rfq.submit(by=cast_actor())
        assert (refused.value.field, rfq.status, rfq.number) == (field, "draft", None)


def cast_actor():
    from app.kernel import context

    return context.actor()


def test_without_a_route_it_is_ready_at_once(inside, cast):
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.draft()
        rfq.submit(by=buyer)
        assert (rfq.status, rfq.number) == ("ready", "RQ-2611-00001")


def test_with_a_route_the_approver_makes_it_ready(inside, cast):
    from app.approvals.cases.acting import approve
    from app.approvals.queries import case_of

    with frozen(bench.START), inside(cast.buyer) as buyer:
        bench.route("rfq", cast.approver)
        rfq = bench.draft()
        rfq.submit(by=buyer)
        assert rfq.status == "in_approval"
    with frozen(bench.START), inside(cast.approver) as approver:
        approve(case_of(bench.the_rfq().id).id, by=approver)
        assert bench.the_rfq().status == "ready"


def test_sending_posts_one_envelope_per_supplier_with_the_attachments(inside, cast):
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.draft()
        storage.keep_bytes(b"%PDF-1.4 drawing", "図面.pdf", subject=rfq)
        rfq.submit(by=buyer)
        rfq.send(by=buyer)
        assert [one.status for one in rfq.invitations] == ["sent", "sent"]
        job = db.session.scalars(select(Job).where(Job.name == "procurement.rfqs.close_at_deadline")).one()
        assert job.due_at == bench.DEADLINE
    for slug in ("kanda", "suzuki"):
        with inside(cast.person(slug, "supplier_user")):
            envelope = db.session.scalars(select(Envelope)).one()
            assert (envelope.kind, envelope.number, envelope.revision) == ("rfq", "RQ-2611-00001", 0)
            assert [one["name"] for one in envelope.files] == ["図面.pdf"]
            assert [one.name for one in envelope.content.lines] == ["丸棒 S45C", "鋼板 SPCC"]


def test_nothing_that_suppliers_receive_holds_target_price_memo_or_each_other(inside, cast, asked, answers):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200])
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        rfq.revise(
            {"body": "図面改訂"},
            [{"id": one.id, **bench.line(one.name)} for one in rfq.lines],
            "改",
            by=buyer,
        )
        rfq.extend(bench.DEADLINE + HOUR, "延長", by=buyer)
        rfq.cancel("中止", by=buyer)
    for slug, other in (("kanda", "鈴木"), ("suzuki", "神田")):
        with inside(cast.person(slug, "supplier_user")):
            received = [
                one.body for one in db.session.scalars(select(Envelope)) if one.direction == "received"
            ]
            assert len(received) == 4
            for text in received:
                assert "123456" not in text
                assert bench.MEMO not in text
                assert other not in text


def test_an_extension_reopens_and_the_first_bell_is_silent(inside, cast, asked):
    asked()
    with frozen(bench.DEADLINE + MILLISECOND), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        assert rfq.close_at_deadline() is True
        assert rfq.close_at_deadline() is False
        assert rfq.status == "closed"
        rfq.extend(bench.DEADLINE + HOUR, "設計変更のため", by=buyer)
        assert (rfq.status, rfq.closed_at, rfq.close_at_deadline()) == ("sent", None, False)
    with frozen(bench.DEADLINE + HOUR + MILLISECOND), inside(cast.buyer):
        assert bench.the_rfq().close_at_deadline() is True


def test_the_deadline_may_be_shortened_only_before_the_first_answer(inside, cast, asked, answers):
    cases, lines = asked()
    with frozen(bench.START), inside(cast.buyer) as buyer:
        bench.the_rfq().extend(bench.DEADLINE - HOUR, "", by=buyer)
    answers("kanda", cases["kanda"], lines, [100, 200])
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        with pytest.raises(Rejected):
            rfq.extend(bench.DEADLINE - 2 * HOUR, "", by=buyer)
        assert rfq.deadline == bench.DEADLINE - HOUR


def test_it_is_closed_early_only_when_everybody_spoke(inside, cast, asked, answers):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200])
    with frozen(bench.START), inside(cast.buyer) as buyer, pytest.raises(Rejected), db.session.begin_nested():
        bench.the_rfq().close_early(by=buyer)
    answers("suzuki", cases["suzuki"], lines, [110, 190])
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        rfq.close_early(by=buyer)
        assert rfq.status == "closed"
        assert kinds().count("rfq_closure") == 2


def test_a_revision_marks_earlier_answers_and_asks_again(inside, cast, asked, answers):
    cases, lines = asked()
    answers("kanda", cases["kanda"], lines, [100, 200])
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        kept, dropped = rfq.lines
        rfq.revise({}, [{"id": kept.id, **bench.line(quantity=12)}, bench.line("追加")], "数量変更", by=buyer)
        assert (rfq.revision, rfq.label, [one.name for one in rfq.lines]) == (
            1,
            "RQ-2611-00001-R1",
            ["丸棒 S45C", "追加"],
        )
        assert dropped.dropped_in == 1
        assert db.session.scalars(select(Quote.status)).all() == ["outdated"]
        assert {one.status for one in rfq.invitations} == {"sent"}
        now = [(one.id, one.quantity) for one in rfq.lines]
    with pytest.raises(Rejected):
        answers("kanda", cases["kanda"], lines, [100, 200], response_no=2)
    answers("kanda", cases["kanda"], now, [100, 200], response_no=2, revision=1)
    with inside(cast.buyer):
        assert sorted(db.session.scalars(select(Quote.status))) == ["effective", "outdated"]


def test_a_copy_is_a_draft_with_lines_suppliers_and_files(inside, cast, asked):
    asked()
    with frozen(bench.START), inside(cast.buyer) as buyer:
        rfq = bench.the_rfq()
        storage.keep_bytes(b"%PDF-1.4 drawing", "図面.pdf", subject=rfq)
        twin = copy_of(rfq, by=buyer)
        assert (twin.status, twin.number, twin.revision) == ("draft", None, 0)
        assert [one.name for one in twin.lines] == [one.name for one in rfq.lines]
        assert [one.partner_id for one in twin.invitations] == [one.partner_id for one in rfq.invitations]
        assert [one.name for one in twin.files()] == ["図面.pdf"]
        assert {one.case_id for one in twin.invitations} == {None}

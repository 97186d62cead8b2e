"""Choosing: sums, when a reason is needed, approval, letters, and two people at once."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.approvals.cases.acting import approve, reject, send_back
from app.approvals.queries import case_of
from app.exchange.conversations.queries import Wanted, documents, unseal
from app.exchange.envelopes.model import Envelope
from app.exchange.sealing import sealed_kinds
from app.kernel import context, events
from app.kernel.clock import frozen
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.platform.settings import choose
from app.procurement.awards import choosing
from app.procurement.awards.model import Award
from app.procurement.awards.operations import award, weigh
from app.procurement.comparisons.queries import comparison_of
from tests.procurement.sourcing import bench


@pytest.fixture(autouse=True)
def no_orders(monkeypatch):
    """What listens to an award is tested with the orders."""
    monkeypatch.setitem(events._listeners, "award.approved", [])


@pytest.fixture
def closed(inside, cast, asked, answers):
    """A closed request: 神田 100/200 (5,000), 鈴木 90/220 + 型代 500 (5,800)."""

    def make(kanda=(100, 200), suzuki=(90, 220), extras=(("型代", 500),), **options):
        cases, lines = asked(**options)
        answers("kanda", cases["kanda"], lines, kanda)
        answers("suzuki", cases["suzuki"], lines, suzuki, extras=extras)
        with frozen(bench.START), inside(cast.buyer) as buyer:
            bench.the_rfq().close_early(by=buyer)

    return make


def cells(matrix):
    return [[cell.quote_line for cell in row.cells] for row in matrix.rows]


def offers():
    """`(matrix, first line's offers, second line's offers)` of the request."""
    matrix = comparison_of(bench.the_rfq())
    return matrix, *cells(matrix)


def test_the_matrix_ranks_lines_totals_and_differences(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        matrix = comparison_of(bench.the_rfq())
        assert [[(c.amount, c.lowest, c.over_lowest) for c in row.cells] for row in matrix.rows] == [
            [(1000, False, 100), (900, True, 0)],
            [(4000, True, 0), (4400, False, 400)],
        ]
        assert [(c.subtotal, c.lowest, c.over_lowest, c.extras) for c in matrix.columns] == [
            (5000, True, 0, 0),
            (5800, False, 800, 500),
        ]
        assert [(one.name, one.amounts) for one in matrix.extras] == [("型代", [None, 500])]
        assert matrix.target == 1234567 + 2469135


def test_an_incomplete_answer_has_an_adjusted_total_and_is_not_lowest(inside, cast, closed):
    closed(kanda=(100, None))
    with frozen(bench.START), inside(cast.buyer):
        kanda, suzuki = comparison_of(bench.the_rfq()).columns
        assert (kanda.complete, kanda.subtotal, kanda.adjusted, kanda.lowest) == (False, 1000, 5400, False)
        assert (suzuki.complete, suzuki.adjusted, suzuki.lowest) == (True, 5800, True)


def weighed(pick):
    matrix, first, second = offers()
    return weigh(bench.the_rfq(), pick(matrix, first, second), matrix)


def test_the_lowest_whole_answer_needs_no_reason(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        choice = weighed(lambda m, a, b: choosing.whole(m, m.columns[0].quote.id))
        assert (choice.total, choice.lowest_total, choice.over_lowest, choice.concerns) == (5000, 5000, 0, [])


def test_a_dearer_whole_answer_needs_one(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        choice = weighed(lambda m, a, b: choosing.whole(m, m.columns[1].quote.id))
        assert (choice.total, choice.over_lowest, choice.concerns) == (5800, 800, [choosing.NOT_LOWEST])


def test_lines_at_their_lowest_but_dearer_together_need_one(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        choice = weighed(lambda m, a, b: choosing.per_line(m, {a[1].id, b[0].id}))
        assert (choice.total, choice.concerns) == (5400, [choosing.NOT_LOWEST])  # the mould comes on top


def test_quantities_may_be_split_up_to_what_was_asked(inside, cast, closed):
    closed(extras=())
    with frozen(bench.START), inside(cast.buyer):
        pick = lambda m, a, b: {a[0].id: Decimal(4), a[1].id: Decimal(6), b[0].id: Decimal(20)}  # noqa: E731
        choice = weighed(pick)
        assert [(one.quantity, one.amount) for one in choice.chosen] == [(4, 400), (6, 540), (20, 4000)]
        assert choice.concerns == [choosing.NOT_LOWEST]
        with pytest.raises(Rejected):
            weighed(lambda m, a, b: {a[0].id: Decimal(5), a[1].id: Decimal(6)})


def test_part_of_it_needs_a_reason(inside, cast, closed):
    closed(extras=())
    with frozen(bench.START), inside(cast.buyer):
        choice = weighed(lambda m, a, b: {b[0].id: Decimal(20)})
        assert choice.concerns == [choosing.INCOMPLETE]


def test_large_purchases_need_enough_quotes(inside, cast, closed):
    closed(kanda=(50_000, 25_000), suzuki=(60_000, 30_000))
    with frozen(bench.START), inside(cast.buyer):
        whole = lambda m, a, b: choosing.whole(m, m.columns[0].quote.id)  # noqa: E731
        assert weighed(whole).concerns == [choosing.TOO_FEW]
        choose("procurement.minimum_quotes", 2)
        assert weighed(whole).concerns == []


def make(mode="whole", column=0, reason="", version=None):
    rfq = bench.the_rfq()
    matrix = comparison_of(rfq)
    choices = choosing.whole(matrix, matrix.columns[column].quote.id)
    by = context.actor()
    return award(rfq, mode, choices, reason=reason, by=by, version=version or rfq.version)


def test_a_missing_reason_leaves_everything_as_it_was(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        with pytest.raises(Rejected) as refused:
            make(column=1)
        assert (refused.value.field, bench.the_rfq().status) == ("reason", "closed")
        assert db.session.scalars(select(Award)).all() == []


def test_without_a_route_a_buyer_decides_and_letters_are_drafted(inside, cast, closed, monkeypatch):
    told = []
    monkeypatch.setitem(events._listeners, "award.approved", [lambda award: told.append(award.id)])
    closed()
    with frozen(bench.START), inside(cast.buyer):
        made = make()
        assert (made.status, made.rfq.status, told) == ("approved", "awarded", [made.id])
        assert [one.status for one in made.rfq.invitations] == ["awarded", "lost"]
        assert [one.outcome for one in made.letters] == ["awarded", "not_awarded"]
        assert (made.total, made.lowest_total, made.first_total) == (5000, 5000, 5000)
        assert [(one.name, one.product_id, one.tax_code) for one in made.lines] == [
            ("丸棒 S45C", None, "10"),
            ("鋼板 SPCC", None, "10"),
        ]


def test_a_requester_proposes_but_does_not_decide(inside, cast, closed):
    closed()
    with inside(cast.buyer):
        rfq = bench.the_rfq()
        rfq.organisation_id = None
        rfq.requester_id = cast.requester.user_id
    with frozen(bench.START), inside(cast.requester):
        with pytest.raises(Rejected), db.session.begin_nested():
            make()
        assert bench.the_rfq().status == "closed"


def test_with_a_route_the_approver_decides(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        bench.route("award", cast.approver)
        made = make()
        assert (made.status, made.rfq.status, made.letters) == ("in_approval", "under_evaluation", [])
    with frozen(bench.START), inside(cast.approver) as approver:
        approve(case_of(db.session.scalar(select(Award.id))).id, by=approver)
        assert (bench.the_rfq().status, db.session.scalar(select(Award.status))) == ("awarded", "approved")


@pytest.mark.parametrize("act, status", [(reject, "rejected"), (send_back, "returned")])
def test_after_a_refusal_another_choice_is_proposed(inside, cast, closed, act, status):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        bench.route("award", cast.approver)
        make()
    with frozen(bench.START), inside(cast.approver) as approver:
        act(case_of(db.session.scalar(select(Award.id))).id, by=approver, comment="再検討")
        assert (bench.the_rfq().status, db.session.scalar(select(Award.status))) == (
            "under_evaluation",
            status,
        )
    with frozen(bench.START), inside(cast.buyer):
        assert make(column=1, reason="納期").status == "in_approval"


def test_two_who_saw_the_same_page_one_wins(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer):
        bench.route("award", cast.approver)
        seen = bench.the_rfq().version
        make(version=seen)
        with pytest.raises(Conflict):
            make(version=seen)
        with pytest.raises(Conflict):
            make()
        assert len(db.session.scalars(select(Award.id)).all()) == 1


def test_cancelling_ends_the_award_and_its_approval(inside, cast, closed):
    closed()
    with frozen(bench.START), inside(cast.buyer) as buyer:
        bench.route("award", cast.approver)
        made = make()
        with pytest.raises(Rejected), db.session.begin_nested():
            bench.the_rfq().end_without_award("理由", "文面", by=buyer)
        bench.the_rfq().cancel("計画中止", by=buyer)
        assert (made.status, case_of(made.id).status) == ("rejected", "withdrawn")


def test_letters_are_edited_sent_once_and_hold_no_price_of_the_winner(inside, cast, closed):
    closed(kanda=(12_347, 200), suzuki=(90_001, 220))
    with frozen(bench.START), inside(cast.buyer) as buyer:
        made = make()
        first, second = made.letters
        made.rewrite(second, "残念ながら", by=buyer)
        made.send_letters(by=buyer)
        assert all(one.envelope_id for one in made.letters)
        with pytest.raises(Conflict):
            made.send_letters(by=buyer)
        with pytest.raises(Rejected):
            made.rewrite(first, "x", by=buyer)
    notice = select(Envelope).where(Envelope.kind == "award_notice")
    with inside(cast.suzuki.supplier_user):
        body = db.session.scalars(notice).one().body
        assert "残念ながら" in body
        assert not any(secret in body for secret in ("12347", "12,347", "神田", "123456"))
    with inside(cast.kanda.supplier_user):
        assert db.session.scalars(notice).one().content.outcome == "awarded"


def test_sealed_answers_are_neither_compared_nor_chosen_before_the_deadline(inside, cast, asked, answers):
    cases, lines = asked(opening_rule="after_deadline")
    answers("kanda", cases["kanda"], lines, (100, 200))
    with frozen(bench.START), inside(cast.buyer), pytest.raises(Rejected):
        comparison_of(bench.the_rfq())
    with frozen(bench.DEADLINE), inside(cast.buyer):
        with pytest.raises(Rejected):
            comparison_of(bench.the_rfq())
        assert sealed_kinds(cases["kanda"]) == {"quote"}
    with frozen(bench.DEADLINE + dt.timedelta(milliseconds=1)), inside(cast.buyer):
        assert comparison_of(bench.the_rfq()).lowest_total == 5000
        assert sealed_kinds(cases["kanda"]) == frozenset()


def test_a_search_by_amount_does_not_find_a_sealed_answer(inside, cast, asked, answers):
    cases, lines = asked(opening_rule="after_deadline")
    answers("kanda", cases["kanda"], lines, (100, 200))
    wanted = Wanted(kind="quote", amount_from=1)
    for at, found in ((bench.DEADLINE, 0), (bench.DEADLINE + dt.timedelta(milliseconds=1), 1)):
        with frozen(at), inside(cast.buyer):
            rows = db.session.execute(documents(wanted)).all()
            assert len(unseal(rows, wanted)) == found

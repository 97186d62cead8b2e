"""An order from draft to issued, answered, changed and ended."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.exchange.bodies import Acknowledgement, WishedChange
from app.exchange.envelopes.model import Envelope
from app.kernel.db import db
from app.kernel.errors import Conflict, Missing, Rejected
from app.platform.audit.model import AuditEntry
from app.procurement.orders.comparing import differences
from app.procurement.orders.contents import items_of
from app.procurement.orders.operations import copy_of
from app.procurement.orders.paying import paid_too_late
from tests.procurement.fulfilment.conftest import item, terms_of


def sent(kind="order"):
    return db.session.scalars(select(Envelope).where(Envelope.kind == kind).order_by(Envelope.position)).all()


def acknowledgement(order, answer="accepted", **more):
    return Acknowledgement(order_number=order.number, order_revision=order.revision, answer=answer, **more)


def test_a_draft_has_no_number_and_tax_is_rounded_once_per_rate(inside, cast, ordering, the_order):
    order_id = ordering(
        item(quantity=1, price="105"), item(quantity=1, price="105"), item(quantity=1, price="105"),
        item("弁当", quantity=3, price="333.33", tax_code="8R"), issue=False, submit=False,
    )  # fmt: skip
    with inside(cast.buyer):
        order = the_order(order_id)
        assert (order.number, order.status, order.label) == (None, "draft", "冬季の補修部品")
        assert [line.amount for line in order.lines] == [105, 105, 105, 999]
        assert [(row["tax_code"], row["taxable"], row["tax"]) for row in order.taxes] == [
            ("10", 315, 31),
            ("8R", 999, 79),
        ]
        assert (order.subtotal, order.tax, order.total) == (1314, 110, 1424)
        assert order.payment_on == dt.date(2027, 1, 29)  # received 15 December, 31 January is a Sunday


def test_issuing_posts_the_order_with_its_sheet(inside, cast, ordering, the_order):
    order_id = ordering(item(), delivery_place="横浜工場 第2倉庫")
    with inside(cast.buyer):
        order = the_order(order_id)
        assert (order.status, order.number, order.revision) == ("issued", "PO-2611-00001", 0)
        assert order.ordered_on == dt.date(2026, 11, 21)
        (envelope,) = sent()
        assert (envelope.number, envelope.total, envelope.files[0]["name"]) == (
            order.number,
            11000,
            "PO-2611-00001.pdf",
        )
        assert [one.status for one in order.revisions] == ["issued"]
        verbs = set(db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject_id == order.id)))
        assert verbs == {"purchase_order.drafted", "purchase_order.submitted", "purchase_order.issued"}
    with inside(cast.kanda.supplier_user):
        (received,) = sent()
        body = received.content
        assert (body.delivery_place, body.payment_method, body.inspection_days) == (
            "横浜工場 第2倉庫",
            "銀行振込",
            10,
        )
        assert body.payment_terms == "毎月末日締め、翌月末日払い"
        assert body.lines[0].line_id
    with inside(cast.suzuki.supplier_user):
        assert sent() == []


def test_issuing_twice_is_refused(inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    with inside(cast.buyer) as buyer:
        the_order(order_id).issue(by=buyer)
        with pytest.raises(Rejected), db.session.begin_nested():
            the_order(order_id).issue(by=buyer)
        assert len(sent()) == 1


def test_a_stale_form_is_a_conflict(inside, cast, ordering, the_order):
    order_id = ordering(issue=False, submit=False)
    with inside(cast.buyer):
        order = the_order(order_id)
        with pytest.raises(Conflict):
            order.change(terms_of(order), items_of(order), version=order.version - 1)


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"name": " "}, "lines-0-name"),
        ({"quantity": Decimal(0)}, "lines-0-quantity"),
        ({"price": Decimal(-1)}, "lines-0-price"),
        ({"account_code": "xyz"}, "lines-0-account_code"),
        ({"tax_code": "8"}, "tax_code"),
    ],
)
def test_what_cannot_be_ordered_names_its_field(inside, cast, ordering, the_order, changed, field):
    order_id = ordering(issue=False, submit=False)
    with inside(cast.buyer):
        order = the_order(order_id)
        with pytest.raises(Rejected) as refusal, db.session.begin_nested():
            order.change(terms_of(order), [item().model_copy(update=changed)])
        assert refusal.value.field == field


def test_the_supplier_acknowledges_once(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = acknowledgement(the_order(order_id))
    said(order_id, body)
    with inside(cast.buyer):
        order = the_order(order_id)
        assert (order.status, order.acknowledged_by) == ("acknowledged", "supplier_user kanda")
    with pytest.raises(Rejected):
        said(order_id, body, "K-2")


def test_an_answer_to_an_old_revision_is_refused(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = acknowledgement(the_order(order_id)).model_copy(update={"order_revision": 7})
    with pytest.raises(Rejected):
        said(order_id, body)


def test_another_orders_number_does_not_exist(inside, cast, ordering, the_order, said):
    first, second = ordering(), ordering()
    with inside(cast.buyer):
        body = acknowledgement(the_order(second))
    with pytest.raises(Missing):
        said(first, body)


def wish(order, **change):
    return acknowledgement(
        order, "change_requested", comment="材料の入荷が遅れます",
        changes=[WishedChange(line_id=order.lines[0].id, **change)],
    )  # fmt: skip


def test_a_granted_wish_is_a_new_revision(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = wish(the_order(order_id), delivery_on=dt.date(2026, 12, 22), price=Decimal(950))
    said(order_id, body)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        assert order.status == "change_requested"
        order.grant(order.open_answer, by=buyer)
        assert (order.status, order.revision, order.total) == ("issued", 1, 10450)
        assert order.lines[0].delivery_on == dt.date(2026, 12, 22)
        assert [one.outcome for one in order.answers] == ["granted"]
        assert [(one.number, one.revision) for one in sent()] == [(order.number, 0), (order.number, 1)]


def test_a_refused_wish_leaves_the_order(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = wish(the_order(order_id), price=Decimal(2000))
    said(order_id, body)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.refuse(order.open_answer, reason="見積どおりでお願いします", by=buyer)
        assert (order.status, order.revision, order.total) == ("issued", 0, 11000)
        assert [one.content.reason for one in sent("change_refusal")] == ["見積どおりでお願いします"]


def test_a_change_stays_beside_the_order_until_it_is_issued(inside, cast, ordering, the_order):
    order_id = ordering(item(), item("平鋼", 5, 200))
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        first, second = items_of(order)
        new = [first.model_copy(update={"quantity": Decimal(12)}), item("角棒", 1, 300)]
        revision = order.propose(terms_of(order), new, reason="数量の変更", by=buyer)
        assert (order.total, revision.subtotal) == (12100, 12300)
        assert [(one.line_no, one.field, one.after) for one in differences(order, revision)] == [
            (1, "quantity", Decimal(12)),
            (3, "name", "角棒"),
            (3, "quantity", Decimal(1)),
            (3, "price", Decimal(300)),
            (2, "quantity", Decimal(0)),
        ]
        revision.submit(by=buyer)
        revision.issue(by=buyer)
        assert (order.revision, order.subtotal) == (1, 12300)
        assert [(line.line_no, line.quantity) for line in order.lines] == [(1, 12), (2, 0), (3, 1)]
        assert [line.line_no for line in sent()[-1].content.lines] == [1, 3]


def test_one_change_at_a_time(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.propose(terms_of(order), items_of(order), reason="一", by=buyer).submit(by=buyer)
        with pytest.raises(Rejected), db.session.begin_nested():
            order.propose(terms_of(order), items_of(order), reason="二", by=buyer)


def test_the_law_forbids_lowering_a_price_after_the_order(inside, cast, ordering, the_order):
    order_id = ordering(law_scope="toriteki")
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        cheaper = [items_of(order)[0].model_copy(update={"price": Decimal(900)})]
        with pytest.raises(Rejected) as refusal, db.session.begin_nested():
            order.propose(terms_of(order), cheaper, reason="値引", by=buyer)
        assert refusal.value.field == "attributable"
        assert order.propose(
            terms_of(order), cheaper, reason="不良", by=buyer, attributable=True
        ).attributable


def test_cancelling_tells_the_supplier(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.cancel(reason="計画の中止", by=buyer)
        assert (order.status, order.due_on) == ("cancelled", None)
        assert [one.content.reason for one in sent("order_cancellation")] == ["計画の中止"]


def test_a_draft_is_cancelled_in_silence(inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    with inside(cast.buyer) as buyer:
        the_order(order_id).cancel(reason="不要", by=buyer)
        assert sent("order_cancellation") == []


def test_the_rest_is_given_up_with_a_reason(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.short_close(order.lines, reason="設計変更", by=buyer)
        assert (order.status, order.lines[0].qty_shortclosed) == ("closed", 10)
        assert "設計変更" in sent("chat")[0].content.text


def test_sixty_days_are_watched(inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    with inside(cast.buyer):
        order = the_order(order_id)
        assert paid_too_late(order) == []
        order.partner.pay_months = 2
        ((line, pays, limit),) = paid_too_late(order)
        assert (line.line_no, pays, limit) == (1, dt.date(2027, 2, 26), dt.date(2027, 2, 14))


def test_ordering_again_copies_without_dates(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        twin = copy_of(the_order(order_id), by=buyer)
        assert (twin.status, twin.number, twin.total) == ("draft", None, 11000)
        assert [line.delivery_on for line in twin.lines] == [None]

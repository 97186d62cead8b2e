"""What is inspected, accepted, rejected, taken back and invoiced."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.exchange.envelopes.model import Envelope
from app.kernel import events
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.kernel.ids import new_id
from app.platform.settings import choose
from app.procurement.acceptances import invoicing
from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import AcceptanceLine
from app.procurement.deliveries.operations import receive
from tests.procurement.fulfilment.conftest import item

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def heard(monkeypatch):
    """What was published about acceptances."""
    said = []
    listeners = {**events._listeners}
    for name in ("acceptance.confirmed", "acceptance.cancelled"):
        listeners[name] = [lambda acceptance, name=name: said.append((name, acceptance.number))]
    monkeypatch.setattr(events, "_listeners", events.defaultdict(list, listeners))
    return said


def take(order, quantity, by, line=0, **more):
    """Accept straight from the order."""
    keys = ("rejected_quantity", "reject_reason", "disposition")
    entry = Entry(
        order.lines[line], quantity=Decimal(quantity), **{k: more.pop(k) for k in keys if k in more}
    )
    return accept(order, [entry], accepted_on=more.pop("accepted_on", TODAY), by=by, **more)


def notices(kind="acceptance_notice"):
    return db.session.scalars(select(Envelope).where(Envelope.kind == kind).order_by(Envelope.position)).all()


def test_a_service_is_accepted_without_a_delivery(inside, cast, ordering, the_order, heard):
    order_id = ordering()
    with inside(cast.inspector) as inspector:
        order = the_order(order_id)
        acceptance = take(order, 10, inspector)
        assert (order.status, acceptance.number, acceptance.subtotal) == ("accepted", "AC-2611-00001", 10000)
        assert (acceptance.received_on, acceptance.posting_on, acceptance.result) == (TODAY, TODAY, "ok")
        assert heard == [("acceptance.confirmed", "AC-2611-00001")]
        (envelope,) = notices()
        told = envelope.content.lines[0]
        assert (told.quantity, told.amount, told.tax_code, told.order_number) == (
            10,
            10000,
            "10",
            order.number,
        )
        assert told.acceptance_line_id == acceptance.lines[0].id


def test_parts_add_up_to_the_rounded_whole(inside, cast, ordering, the_order, heard):
    order_id = ordering(item(quantity=3, price="33.3334"))
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        amounts = [take(order, 1, buyer).subtotal for _part in range(3)]
        assert (amounts, sum(amounts), order.subtotal) == ([33, 33, 34], 100, 100)


def test_a_delivery_is_inspected_in_parts_and_closed(inside, cast, ordering, the_order, heard):
    order_id = ordering()
    with inside(cast.inspector) as inspector:
        order = the_order(order_id)
        delivery = receive(order, {order.lines[0].id: 10}, received_on=dt.date(2026, 11, 19), by=inspector)
        (line,) = delivery.lines
        bad = Entry(
            order.lines[0], line, Decimal(5), Decimal(2), reject_reason="寸法不良", disposition="return"
        )
        acceptance = accept(order, [bad], accepted_on=TODAY, by=inspector, delivery=delivery)
        assert (acceptance.result, acceptance.received_on, delivery.status) == (
            "partial",
            dt.date(2026, 11, 19),
            "received",
        )
        assert (order.status, order.lines[0].outstanding, order.lines[0].waiting) == (
            "partially_accepted",
            2,
            3,
        )
        accept(
            order,
            [Entry(order.lines[0], line, Decimal(3))],
            accepted_on=TODAY,
            by=inspector,
            delivery=delivery,
        )
        assert (delivery.status, order.lines[0].qty_accepted) == ("closed", 8)
        with pytest.raises(Rejected), db.session.begin_nested():
            accept(
                order,
                [Entry(order.lines[0], line, Decimal(1))],
                accepted_on=TODAY,
                by=inspector,
                delivery=delivery,
            )


@pytest.mark.parametrize(
    "found, field",
    [
        ({"quantity": 11}, "lines-0-quantity"),
        ({"quantity": -1}, "lines-0-quantity"),
        ({"quantity": 1, "rejected_quantity": Decimal(1)}, "lines-0-reject_reason"),
        ({"quantity": 1, "rejected_quantity": Decimal(1), "reject_reason": "傷"}, "lines-0-disposition"),
        ({"quantity": 1, "disposition": "scrap"}, "lines-0-rejected_quantity"),
        ({"quantity": 1, "accepted_on": TODAY + dt.timedelta(days=1)}, "accepted_on"),
    ],
)
def test_what_cannot_be_accepted_names_its_field(inside, cast, ordering, the_order, heard, found, field):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        with pytest.raises(Rejected) as refusal, db.session.begin_nested():
            take(order, by=buyer, **found)
        assert (refusal.value.field, notices(), heard) == (field, [], [])


def test_a_closed_month_takes_nothing(inside, cast, ordering, the_order, heard):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        choose("procurement.closed_until", "2026-10-31")
        order = the_order(order_id)
        with pytest.raises(Rejected) as refusal, db.session.begin_nested():
            take(order, 1, buyer, accepted_on=dt.date(2026, 10, 31))
        assert refusal.value.field == "accepted_on"
        acceptance = take(order, 1, buyer, accepted_on=dt.date(2026, 11, 1))
        choose("procurement.closed_until", "2026-11-30")
        with pytest.raises(Rejected), db.session.begin_nested():
            cancel(acceptance, reason="誤り", by=buyer)


def test_who_approved_may_not_accept_when_duties_are_apart(inside, cast, ordering, the_order, heard):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        choose("procurement.segregation", True)
        order = the_order(order_id)
        order.approved_by_id = buyer.id
        with pytest.raises(Rejected), db.session.begin_nested():
            take(order, 1, buyer)
    with inside(cast.inspector) as inspector:
        assert take(the_order(order_id), 1, inspector).number


def test_taking_back_counts_back_and_tells(inside, cast, ordering, the_order, heard):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        acceptance = take(order, 10, buyer)
        seen = acceptance.version
        cancel(acceptance, reason="数え間違い", by=buyer, version=seen)
        line = order.lines[0]
        assert (order.status, line.qty_accepted, line.qty_delivered, line.receivable) == ("issued", 0, 0, 10)
        assert [one.content.acceptance_number for one in notices("acceptance_cancellation")] == [
            acceptance.number
        ]
        assert heard[-1] == ("acceptance.cancelled", acceptance.number)
        with pytest.raises(Conflict), db.session.begin_nested():
            cancel(acceptance, reason="もう一度", by=buyer, version=seen)
        with pytest.raises(Rejected), db.session.begin_nested():
            cancel(acceptance, reason="もう一度", by=buyer)


def test_a_line_is_on_one_invoice_at_most(inside, cast, ordering, the_order, heard):
    order_id, invoice, other = ordering(), new_id(), new_id()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        acceptance = take(order, 10, buyer)
        ids = [line.id for line in acceptance.lines]
        invoicing.take(ids, invoice)
        assert (order.status, order.lines[0].qty_invoiced) == ("invoiced", 10)
        for wrong in (
            lambda: invoicing.take(ids, other),
            lambda: cancel(acceptance, reason="誤り", by=buyer),
        ):
            with pytest.raises(Rejected), db.session.begin_nested():
                wrong()
            db.session.expire_all()
        assert invoicing.release(invoice) == 1
        assert order.status == "accepted"
        cancel(acceptance, reason="誤り", by=buyer)
        with pytest.raises(Rejected), db.session.begin_nested():
            invoicing.take(ids, other)


quantities = st.decimals("-1", "13", places=1)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tolerance=st.sampled_from([0, 5, 20]),
    steps=st.lists(
        st.tuples(st.sampled_from(["receive", "direct", "inspect", "cancel"]), quantities, quantities),
        max_size=9,
    ),
)
def test_never_more_is_accepted_than_ordered_with_its_tolerance(
    inside, cast, ordering, the_order, heard, tolerance, steps
):
    order_id = ordering(tolerance=tolerance)
    with inside(cast.buyer) as buyer:
        made, arrived = [], []
        for step, good, bad in steps:
            order = the_order(order_id)
            try:
                with db.session.begin_nested():
                    _do(step, order, good, bad, buyer, made, arrived)
            except Rejected:
                db.session.expire_all()
            line = the_order(order_id).lines[0]
            accepted = [
                one
                for one in db.session.scalars(
                    select(AcceptanceLine).where(AcceptanceLine.order_line_id == line.id)
                )
                if one.active
            ]
            assert (
                line.qty_accepted
                == sum(one.quantity for one in accepted)
                <= 10 * (1 + Decimal(tolerance) / 100)
            )
            assert sum(one.amount for one in accepted) == line.qty_accepted * 1000
            assert line.qty_accepted + line.qty_rejected <= line.qty_delivered


def _do(step, order, good, bad, by, made, arrived):
    reason = {"rejected_quantity": bad, "reject_reason": "傷", "disposition": "return"} if bad else {}
    if step == "receive":
        arrived.append(receive(order, {order.lines[0].id: good}, received_on=TODAY, by=by))
    elif step == "direct":
        made.append(take(order, good, by, **reason))
    elif step == "inspect" and arrived:
        entry = Entry(order.lines[0], arrived[-1].lines[0], good, **reason)
        made.append(accept(order, [entry], accepted_on=TODAY, by=by, delivery=arrived[-1]))
    elif step == "cancel" and made:
        cancel(made[-1], reason="誤り", by=by)

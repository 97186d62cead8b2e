"""Goods announced, received and refused, never more than ordered with its tolerance."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.exchange.bodies import DeliveryLine, DeliveryNote
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.procurement.deliveries.model import Delivery
from app.procurement.deliveries.operations import receive
from tests.procurement.fulfilment.conftest import item

TODAY = dt.date(2026, 11, 21)


def deliveries():
    return db.session.scalars(select(Delivery).order_by(Delivery.number)).all()


def note(order, quantity, **more):
    return DeliveryNote(
        order_number=order.number,
        supplier_number="K-771",
        shipped_on=TODAY,
        lines=[DeliveryLine(line_id=order.lines[0].id, quantity=Decimal(quantity), lot="L1")],
        **more,
    )


def take_in(order, quantity, by, **more):
    return receive(order, {order.lines[0].id: Decimal(quantity)}, received_on=TODAY, by=by, **more)


def test_parts_arrive_any_number_of_times(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.inspector) as inspector:
        order = the_order(order_id)
        take_in(order, 4, inspector)
        assert (order.status, order.lines[0].outstanding, order.due_on) == (
            "partially_delivered",
            6,
            dt.date(2026, 12, 15),
        )
        take_in(order, 6, inspector)
        assert (order.status, order.lines[0].waiting, order.due_on) == ("delivered", 10, None)
        assert [(one.number, one.status) for one in deliveries()] == [
            ("DN-2611-00001", "received"),
            ("DN-2611-00002", "received"),
        ]


@pytest.mark.parametrize("tolerance, most", [(0, 10), (5, "10.5"), (10, 11)])
def test_more_than_the_tolerance_is_refused(inside, cast, ordering, the_order, tolerance, most):
    order_id = ordering(tolerance=tolerance)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        with pytest.raises(Rejected) as refusal, db.session.begin_nested():
            take_in(order, Decimal(most) + Decimal("0.0001"), buyer)
        assert refusal.value.field == "lines-0-quantity"
        assert deliveries() == []
        db.session.refresh(order.lines[0])
        take_in(order, most, buyer)
        assert order.status == "delivered"


def test_a_second_press_of_the_button_is_a_conflict(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        seen = order.version
        take_in(order, 5, buyer, version=seen)
        with pytest.raises(Conflict):
            take_in(order, 5, buyer, version=seen)
        assert len(deliveries()) == 1


def test_a_receipt_in_the_future_is_refused(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        with pytest.raises(Rejected) as refusal:
            receive(order, {order.lines[0].id: 1}, received_on=TODAY + dt.timedelta(days=1), by=buyer)
        assert refusal.value.field == "received_on"


def test_the_supplier_announces_and_the_buyer_receives_less(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = note(the_order(order_id), 10, carrier="ヤマト")
    said(order_id, body)
    with inside(cast.inspector) as inspector:
        (delivery,) = deliveries()
        assert (delivery.status, delivery.supplier_number, delivery.carrier) == (
            "announced",
            "K-771",
            "ヤマト",
        )
        assert the_order(order_id).lines[0].qty_delivered == 0
        line = delivery.lines[0]
        delivery.receive({line.id: Decimal(8)}, received_on=TODAY, by=inspector)
        assert (delivery.status, line.announced_quantity, line.quantity) == ("received", 10, 8)
        assert the_order(order_id).status == "partially_delivered"


def test_more_than_is_left_cannot_be_announced(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        six = note(the_order(order_id), 6)
    said(order_id, six)
    with pytest.raises(Rejected):
        said(order_id, six, "K-2")
    with inside(cast.buyer):
        assert len(deliveries()) == 1


def test_a_refused_delivery_counts_nothing(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = note(the_order(order_id), 10)
    said(order_id, body)
    with inside(cast.buyer) as buyer:
        (delivery,) = deliveries()
        delivery.refuse(reason="荷姿の破損", by=buyer)
        assert (delivery.status, the_order(order_id).status) == ("rejected", "issued")
        assert take_in(the_order(order_id), 10, buyer)


def test_cancelling_an_order_refuses_what_is_on_its_way(inside, cast, ordering, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        body = note(the_order(order_id), 10)
    said(order_id, body)
    with inside(cast.buyer) as buyer:
        the_order(order_id).cancel(reason="中止", by=buyer)
        assert [one.status for one in deliveries()] == ["rejected"]


def test_what_arrived_cannot_be_cancelled(inside, cast, ordering, the_order):
    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        take_in(order, 1, buyer)
        with pytest.raises(Rejected):
            order.cancel(reason="中止", by=buyer)


def test_a_change_touches_only_what_has_not_arrived(inside, cast, ordering, the_order):
    from app.procurement.orders.contents import items_of
    from tests.procurement.fulfilment.conftest import terms_of

    order_id = ordering()
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        take_in(order, 4, buyer)
        kept = items_of(order)[0]
        for change, field in (({"quantity": Decimal(3)}, "quantity"), ({"price": Decimal(1)}, "price")):
            with pytest.raises(Rejected) as refusal, db.session.begin_nested():
                order.propose(terms_of(order), [kept.model_copy(update=change)], reason="変更", by=buyer)
            assert refusal.value.field == f"lines-0-{field}"
        new = [kept.model_copy(update={"quantity": Decimal(4)}), item("丸棒 φ22", 6, 1100)]
        revision = order.propose(terms_of(order), new, reason="変更", by=buyer)
        revision.submit(by=buyer)
        revision.issue(by=buyer)
        assert (order.revision, order.subtotal, order.status) == (1, 10600, "partially_delivered")

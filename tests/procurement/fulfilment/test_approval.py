"""Orders and their changes before the approvers."""

from decimal import Decimal

import pytest

from app.approvals.cases.acting import approve, reject, send_back
from app.approvals.queries import case_of
from app.approvals.routes.operations import RouteDraft, StepDraft, design_route
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.platform.settings import choose
from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.orders.contents import items_of
from tests.procurement.fulfilment.conftest import NOW, terms_of


@pytest.fixture
def route(inside, cast, partner_id):
    """Every order goes to the approver."""
    with inside(cast.buyer) as buyer:
        step = StepDraft("部長", [{"kind": "user", "user_id": str(cast.approver.user_id)}], mode="ALL")
        design_route(RouteDraft("purchase_order", "発注", [step]), by=buyer)


def decide(inside, cast, order_id, decision, **more):
    with inside(cast.approver) as approver:
        decision(case_of(order_id).id, by=approver, **more)


def test_an_order_waits_for_its_approval(route, inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        assert (order.status, order.number) == ("in_approval", "PO-2611-00001")
        with pytest.raises(Rejected), db.session.begin_nested():
            order.issue(by=buyer)
    decide(inside, cast, order_id, approve)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        assert (order.status, order.approved_by_id) == ("approved", cast.approver.user_id)
        order.issue(by=buyer)
    with inside(cast.approver) as approver:
        choose("procurement.segregation", True)
        order = the_order(order_id)
        with pytest.raises(Rejected), db.session.begin_nested():
            accept(order, [Entry(order.lines[0], quantity=Decimal(1))], accepted_on=NOW.date(), by=approver)


@pytest.mark.parametrize("decision", [reject, send_back])
def test_what_comes_back_is_a_draft_again(route, inside, cast, ordering, the_order, decision):
    order_id = ordering(issue=False)
    decide(inside, cast, order_id, decision, comment="金額を確認してください")
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        assert order.status == "draft"
        order.cancel(reason="取りやめ", by=buyer)


def issued(inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    decide(inside, cast, order_id, approve)
    with inside(cast.buyer) as buyer:
        the_order(order_id).issue(by=buyer)
    return order_id


def changed(inside, cast, the_order, order_id, **update):
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        items = [items_of(order)[0].model_copy(update=update)]
        version = order.propose(terms_of(order), items, reason="変更", by=buyer)
        version.submit(by=buyer)
        return version.status


def test_a_dearer_change_is_approved_and_the_order_stays_until_then(route, inside, cast, ordering, the_order):
    order_id = issued(inside, cast, ordering, the_order)
    assert changed(inside, cast, the_order, order_id, quantity=Decimal(20)) == "in_approval"
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        assert (order.status, order.revision, order.subtotal) == ("issued", 0, 10000)
        with pytest.raises(Rejected), db.session.begin_nested():
            order.open_change.issue(by=buyer)
    decide(inside, cast, order_id, approve)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.open_change.issue(by=buyer)
        assert (order.revision, order.subtotal, order.open_change) == (1, 20000, None)


def test_a_cheaper_change_needs_nobody(route, inside, cast, ordering, the_order):
    order_id = issued(inside, cast, ordering, the_order)
    assert changed(inside, cast, the_order, order_id, quantity=Decimal(5)) == "approved"


def test_a_refused_change_can_be_given_up(route, inside, cast, ordering, the_order):
    order_id = issued(inside, cast, ordering, the_order)
    changed(inside, cast, the_order, order_id, quantity=Decimal(20))
    decide(inside, cast, order_id, send_back, comment="不要では")
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.open_change.drop(by=buyer)
        assert (order.status, order.open_change) == ("issued", None)
        assert changed(inside, cast, the_order, order_id, quantity=Decimal(20)) == "in_approval"

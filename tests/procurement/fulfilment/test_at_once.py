"""Two people at the same moment, each on a connection of their own, in a cloned database."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.exchange import posting
from app.exchange.bodies import DeliveryLine, DeliveryNote
from app.kernel.db import db
from app.kernel.ids import new_id
from app.masters.partners.model import Partner
from app.procurement.acceptances import invoicing
from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.deliveries.operations import receive
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.operations import draft_order, usual_terms
from tests.procurement.fulfilment.conftest import item
from tests.support.at_once import application_elsewhere, race, transaction
from tests.support.people import Person, fixed_id

BUYER, INSPECTOR = (Person("yamada", role) for role in ("buyer", "inspector"))
SUPPLIER = Person("kanda", "supplier_user")
TODAY = dt.date(2026, 11, 21)
pytestmark = pytest.mark.xdist_group("fulfilment_at_once")  # one worker, one clone


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own, where commits are real."""
    with application_elsewhere(fresh_database, "fulfilment_at_once") as app:
        with transaction(app, BUYER):
            db.session.add(
                Partner(
                    code="K001",
                    name="神田鋼材株式会社",
                    linked_tenant_id=fixed_id("kanda"),
                    email="sales@kanda.example",
                    search_text="",
                )
            )
        yield app


def at_once(app, *works):
    """Run `(person, verb)` at once. Returns the sorted outcomes: `done` or the name of the refusal's class."""
    outcomes = race(*((transaction(app, person), verb) for person, verb in works))
    return sorted(one if one == "done" else one.__name__ for one in outcomes)


@pytest.fixture
def order_id(elsewhere, supplier_gates):
    """An issued order of ten."""
    with transaction(elsewhere, BUYER) as buyer:
        partner = db.session.scalars(select(Partner)).one()
        order = draft_order(partner, usual_terms(partner, "同時", buyer), [item()], by=buyer)
        order.submit(by=buyer)
        order.issue(by=buyer)
        return order.id


def the_order(order_id):
    return db.session.get(PurchaseOrder, (fixed_id("yamada"), order_id))


def taking_in(order_id, quantity):
    def verb(actor):
        order = the_order(order_id)
        receive(order, {order.lines[0].id: Decimal(quantity)}, received_on=TODAY, by=actor)

    return verb


def accepting(order_id, quantity):
    def verb(actor):
        order = the_order(order_id)
        accept(order, [Entry(order.lines[0], quantity=Decimal(quantity))], accepted_on=TODAY, by=actor)

    return verb


def test_two_who_receive_at_once_never_count_more_than_was_ordered(elsewhere, order_id):
    said = at_once(elsewhere, (BUYER, taking_in(order_id, 6)), (INSPECTOR, taking_in(order_id, 6)))
    assert said == ["Rejected", "done"]
    with transaction(elsewhere, BUYER):
        assert the_order(order_id).lines[0].qty_delivered == 6


def test_two_who_accept_at_once_never_accept_more_than_was_ordered(elsewhere, order_id):
    said = at_once(elsewhere, (BUYER, accepting(order_id, 7)), (INSPECTOR, accepting(order_id, 7)))
    assert said == ["Rejected", "done"]
    with transaction(elsewhere, BUYER):
        assert the_order(order_id).lines[0].qty_accepted == 7


def test_the_supplier_and_the_buyer_at_once_wait_for_each_other(elsewhere, order_id):
    with transaction(elsewhere, BUYER):
        order = the_order(order_id)
        case_id, line_id, number = order.case_id, order.lines[0].id, order.number
    note = DeliveryNote(
        order_number=number, shipped_on=TODAY, lines=[DeliveryLine(line_id=line_id, quantity=Decimal(6))]
    )
    announce = (SUPPLIER, lambda _actor: posting.post(posting.Draft(case_id, note, "K-1")))
    said = at_once(elsewhere, announce, (BUYER, accepting(order_id, 6)))
    assert said in (["Rejected", "done"], ["done", "done"])  # announced first: it is still on its way


def accepted(app, order_id):
    with transaction(app, BUYER) as buyer:
        accepting(order_id, 10)(buyer)
    with transaction(app, BUYER):
        found = db.session.scalars(
            select(AcceptanceLine).join(Acceptance).where(Acceptance.order_id == order_id)
        )
        return next((line.id, line.acceptance_id) for line in found)


def test_two_invoices_at_once_get_a_line_once(elsewhere, order_id):
    line_id, _acceptance_id = accepted(elsewhere, order_id)
    works = [(BUYER, lambda _actor: invoicing.take([line_id], new_id())) for _invoice in range(2)]
    assert at_once(elsewhere, *works) == ["Rejected", "done"]


def test_an_invoice_and_a_cancellation_at_once_leave_one_of_them(elsewhere, order_id):
    line_id, acceptance_id = accepted(elsewhere, order_id)

    def take_back(actor):
        found = db.session.get(Acceptance, (fixed_id("yamada"), acceptance_id))
        cancel(found, reason="誤り", by=actor)

    said = at_once(
        elsewhere, (BUYER, lambda _actor: invoicing.take([line_id], new_id())), (INSPECTOR, take_back)
    )
    assert said == ["Rejected", "done"]
    with transaction(elsewhere, BUYER):
        line = db.session.get(AcceptanceLine, (fixed_id("yamada"), line_id))
        assert line.active == (line.invoiced_by is not None)

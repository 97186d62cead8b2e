"""After the choice: order, acknowledgement, delivery, receipt, acceptance; then the papers for the money."""

import datetime as dt

from app.demo import paying
from app.demo.stage import office_hours, row
from app.exchange.answering.ordering import acknowledgement_body
from app.exchange.posting import Draft, receive_from_guest
from app.kernel.db import session
from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.awards.model import Award
from app.procurement.deliveries.model import Delivery
from app.procurement.deliveries.operations import receive
from app.procurement.orders.model import PurchaseOrder
from app.supply.deliveries.operations import announce
from app.supply.orders.model import ReceivedOrder
from app.supply.orders.operations import acknowledge

SELLER = {"kanda": "honda", "tokai": "hayashi"}


class Ordered:
    """An order of a case on its way to being paid."""

    def __init__(self, buying, order_id, number, seller):
        self.buying, self.order_id, self.number, self.seller = buying, order_id, number, seller
        self.stage, self.chance = buying.stage, buying.chance

    def issue(self, at):
        """The buyer issues it."""
        with self.stage.as_("sato", at) as by:
            order = row(PurchaseOrder, self.order_id)
            order.submit(by=by)
            order.issue(by=by)
            self.number = order.number

    def acknowledge(self, at):
        """The supplier sends the 注文請書; the guest by the link."""
        if self.seller:
            with self.stage.as_(self.seller, at):
                acknowledge(self._received(), "承りました。")
            return
        with self.stage.as_("sato", at):
            order = row(PurchaseOrder, self.order_id)
            body = acknowledgement_body(order.number, order.revision, "承りました。")
            receive_from_guest(Draft(order.case_id, body, order.number, order.revision), sent_by="大和 一郎")

    def ship(self, at):
        """The supplier announces everything."""
        if not self.seller:
            return
        with self.stage.as_(self.seller, at):
            order = self._received()
            rest = {line.line_id: (line.quantity - line.announced, f"L{at:%y%m%d}") for line in order.lines}
            truck = {"carrier": "ヤマト運輸", "tracking": f"4{at:%y%m%d}0012"}
            announce(order, rest, supplier_number="", shipped_on=at.date(), **truck)

    def receive(self, at):
        """It arrives and is counted."""
        with self.stage.as_("ito", at) as by:
            order = row(PurchaseOrder, self.order_id)
            delivery = session.query(Delivery).filter_by(order_id=order.id, status="announced").first()
            if delivery is not None:
                delivery.receive(
                    {line.id: line.announced_quantity for line in delivery.lines},
                    received_on=at.date(),
                    by=by,
                )
            else:
                receive(order, {line.id: line.quantity for line in order.lines}, received_on=at.date(), by=by)

    def accept(self, at):
        """It is inspected and accepted; now and then a piece is bad."""
        with self.stage.as_("ito", at) as by:
            order = row(PurchaseOrder, self.order_id)
            delivery = session.query(Delivery).filter_by(order_id=order.id, status="received").one()
            entries = [
                Entry(line.order_line, line, quantity=line.quantity, index=index)
                for index, line in enumerate(delivery.lines)
            ]
            accept(order, entries, accepted_on=at.date(), by=by, delivery=delivery)

    def _received(self):
        return session.query(ReceivedOrder).filter_by(number=self.number).one()


def play(buying, day):
    """Carry out every order of the case, from `day` on."""
    with buying.stage.as_("sato", office_hours(day, 9)):
        award = session.query(Award).filter_by(rfq_id=buying.rfq_id, status="approved").one_or_none()
        found = session.query(PurchaseOrder).filter_by(award_id=award.id).all() if award else []
        sellers = {buying.stage.tenant_of(login): login for login in SELLER.values()}
        orders = [
            Ordered(buying, one.id, one.number, sellers.get(one.partner.linked_tenant_id)) for one in found
        ]
    for order in orders:
        _carry_out(order, day)


def _carry_out(order, day):
    steps = ((0, 10, order.issue), (3, 11, order.acknowledge), (12, 9, order.ship), (15, 10, order.receive),
             (18, 15, order.accept))  # fmt: skip
    for later, hour, step in steps:
        at = office_hours(day + dt.timedelta(days=later), hour, order.chance.randint(0, 55))
        if at.date() > order.buying.today:
            return
        step(at)
    paying.play(order, day + dt.timedelta(days=18))

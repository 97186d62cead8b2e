"""An approved choice of supplier becomes one draft order for each supplier, in its own case."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from sqlalchemy import select

from app.exchange.posting import open_case
from app.kernel.db import db
from app.kernel.events import listeners
from app.masters.partners.model import Partner
from app.platform.notifications.model import Notification
from app.procurement.orders.listening import draft_orders
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.operations import orders_from_award
from tests.support.people import fixed_id


def line(partner, case_id, position, **more):
    facts = {
        "partner_id": partner.id, "partner": partner, "position": position, "product_id": None, "rfq_line_id": None,
        "quote_line_id": None, "name": "丸棒 φ20", "spec": "SS400", "unit": "本", "quantity": Decimal(10),
        "price": Decimal(1000), "tax_code": "10", "delivery_on": dt.date(2026, 12, 15),
        "invitation": SimpleNamespace(case_id=case_id),
    }  # fmt: skip
    return SimpleNamespace(**(facts | more))


def test_each_supplier_gets_a_draft_in_its_case(inside, cast, partner_id):
    assert draft_orders in listeners("award.approved")
    with inside(cast.approver) as approver:
        kanda = db.session.get(Partner, (fixed_id("yamada"), partner_id))
        guest = Partner(code="G1", name="岡本製作所", email="info@okamoto.example")
        db.session.add(guest)
        db.session.flush()
        cases = [
            open_case(counterpart_tenant_id=None, counterpart_name=one.name, subject="x").id
            for one in (kanda, guest)
        ]
        rfq = SimpleNamespace(
            number="RQ-2611-00001", subject="補修部品", organisation_id=None, delivery_place="横浜工場"
        )
        lines = [
            line(kanda, cases[0], 1),
            line(guest, cases[1], 2, price=Decimal(500)),
            line(kanda, cases[0], 3),
        ]
        award = SimpleNamespace(id=None, rfq=rfq, lines=lines, proposed_by_id=cast.buyer.user_id)
        orders = orders_from_award(award, by=approver)
        assert {(one.partner_name, one.subtotal, one.case_id, one.rfq_number) for one in orders} == {
            ("神田鋼材株式会社", 20000, cases[0], "RQ-2611-00001"),
            ("岡本製作所", 5000, cases[1], "RQ-2611-00001"),
        }
        assert {one.created_by_id for one in orders} == {cast.buyer.user_id}
        told = db.session.scalars(
            select(Notification).where(Notification.user_id == cast.buyer.user_id)
        ).all()
        assert len([one for one in told if one.kind == "purchase_order.drafted"]) == 2
    with inside(cast.buyer) as buyer:
        for order in db.session.scalars(select(PurchaseOrder)):
            order.submit(by=buyer)
            assert (order.status, order.delivery_place) == ("approved", "横浜工場")

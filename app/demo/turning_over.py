"""What the demonstration's customers bought in two years, as the core system says it, and the groups they belong to."""

import datetime as dt
import random

from sqlalchemy import select

from app.access.scopes.operations import refresh
from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.masters.partner_groups.record import PARTNER_GROUP
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.masters.products.model import Product
from app.records.imports import staging
from app.records.imports.planning import Planned
from app.records.kit import keeping
from app.sales.sales_results.record import SALES_RESULT

GROUPS = (
    ("KEY", "重点顧客", None), ("AREA", "地域", None), ("EAST", "東日本", "AREA"), ("WEST", "西日本", "AREA"),
    ("LINE", "業態", None), ("AUTO", "自動車部品", "LINE"), ("FOOD", "食品機械", "LINE"),
)  # fmt: skip
MONTHS = 24


def play(known, today):
    """Groups, the months of sales up to yesterday, and the departments that people answer for."""
    stage, dice = Stage(known), random.Random(11)
    with stage.as_("morita", office_hours(today - dt.timedelta(days=3), 9)):
        customers = session.scalars(select(Partner).where(Partner.is_customer).order_by(Partner.code)).all()
        _group(customers)
        _sell(customers, today, dice)
        refresh()


def _group(customers):
    made = {}
    for place, (code, name, above) in enumerate(GROUPS):
        values = {"code": code, "name": name, "position": place, "parent_id": above and made[above].id}
        made[code] = keeping.enter(PARTNER_GROUP, values)
    for place, one in enumerate(customers):
        groups = [
            ("EAST", "WEST")[place % 2],
            ("AUTO", "FOOD")[place // 2 % 2],
            *(["KEY"] if place < 2 else []),
        ]
        keeping.change(PARTNER, one, {"groups": groups}, version=one.version)


def _sell(customers, today, dice):
    priced = (
        select(Product).where(Product.price > 0, Product.state == "active").order_by(Product.code).limit(12)
    )
    products, planned = session.scalars(priced).all(), []
    for month in range(MONTHS):
        for place, customer in enumerate(customers):
            for line in range(dice.randint(1, 3)):
                day = today - dt.timedelta(days=1 + month * 30 + dice.randint(0, 25))
                values = _line(customer, products[(place * 5 + line * 3 + month) % len(products)], dice)
                number = f"U{len(planned) + 1:05}"
                planned.append(
                    Planned(0, values | {"code": number, "sold_on": day, "slip_no": f"D{number}"}, None, {})
                )
    staging.Stage(SALES_RESULT, {}).create(planned)


def _line(customer, product, dice):
    pieces = dice.choice((20, 50, 100, 200, 400))
    amount = int(product.price * pieces)
    return {
        "partner_id": customer.id, "product_id": product.id, "category_id": product.category_id,
        "owner_id": customer.owner_id, "organisation_id": customer.organisation_id, "quantity": pieces,
        "unit_price": product.price, "amount": amount, "cost": amount * 7 // 10,
    }  # fmt: skip

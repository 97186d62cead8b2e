"""The week of the demonstration's salespeople: a snapshot, what changed since, lines of an opportunity, scores."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.masters.products.model import Product
from app.records.kit import keeping
from app.sales.forecasts.operations import take
from app.sales.lines.items import Item
from app.sales.lines.operations import keep
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.scores.operations import score

MONTHS = 6
CHANGED = (
    ("第2工場 搬送ラインの更新", 1_500_000, 0),
    ("検査治具 一式", -400_000, 0),
    ("省エネモーターへの置換え", 0, -25),
    ("測定器の校正サービス", 0, 60),
)
"""Name, yen more, days later."""


def play(known, today):
    """Keep how all stood a week ago, change some since, spell one out line by line, score the persons."""
    stage = Stage(known)
    with stage.as_("morita", office_hours(today - dt.timedelta(days=8), 6)):
        take()
    with stage.as_("kimura", office_hours(today - dt.timedelta(days=2), 15)):
        for name, more, days in CHANGED:
            deal = _deal(name)
            moved = {"amount": deal.amount + more, "expected_on": deal.expected_on + dt.timedelta(days=days)}
            keeping.change(OPPORTUNITY, deal, moved, version=deal.version)
        contract = _deal("消耗部材の年間契約")
        keep(contract, _items(contract.sales_on), version=contract.version)
    with stage.as_("morita", office_hours(today, 6)):
        score()


def _deal(name):
    return session.scalars(select(Opportunity).where(Opportunity.name == name)).one()


def _items(first):
    """Three products, delivered over half a year."""
    last = first + dt.timedelta(days=30 * (MONTHS - 1))
    products = session.scalars(
        select(Product).where(Product.price > 0, Product.state == "active").order_by(Product.code).limit(3)
    )
    return [
        Item(
            name=one.name, quantity=Decimal(600 * place), price=one.price, unit=one.unit, product_id=one.id,
            list_price=one.price, cost=round(one.price * Decimal("0.7"), 0), first=first, last=last,
        )
        for place, one in enumerate(products, 1)
    ]  # fmt: skip

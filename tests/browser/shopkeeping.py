"""Puts goods on the shelf and an order of a known customer into the books: `python -m tests.browser.shopkeeping`."""

import datetime as dt
from decimal import Decimal

from app.commerce.intake.taking import take
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.commerce.stock import moving as stock
from app.commerce.stock.lines import StockLine
from app.commerce.telephone.operations import phone_channel
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from tests.browser import cast
from tests.browser.acting import acting_as

HANAKO = Person(
    family="山田", given="花子", family_kana="ヤマダ", given_kana="ハナコ", postal="1050011", prefecture="東京都",
    city="港区", street="芝公園1-2-3", phone="090-1234-5678", mail="hanako@example.com",
)  # fmt: skip
GOODS = (("TEA-100", "煎茶 100g", 1000, "8R", ""), ("CUP-01", "湯呑み", 1500, "10", "4901234567894"))
"""Code, name, yen without tax, tax code, JAN."""


def main():
    """Two products with stock, and one order of Hanako's, ten days ago."""
    with acting_as(cast.CLERK):
        for code, name, price, tax, jan in GOODS:
            product = Product(
                code=code, name=name, price=price, tax_code=tax, jan=jan, changed_at=clock.now()
            )
            session.add(product)
            session.flush()
            stock.receive([StockLine(product.id, Decimal(50))], source="test", source_id=new_id())
        take(phone_channel(), [_order()])


def _order():
    return IncomingOrder(
        number="T-0",
        ordered_at=clock.now() - dt.timedelta(days=10),
        buyer=HANAKO,
        slips=[IncomingSlip(recipient=HANAKO)],
        lines=[IncomingLine(key="1", name="煎茶 100g", quantity=3, price=1080, own_code="TEA-100", rate=8)],
        money=IncomingMoney(goods=3240, total=3240),
        payment="代金引換",
        payment_code="cod",
    )


if __name__ == "__main__":
    main()

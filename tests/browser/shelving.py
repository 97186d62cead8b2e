"""A shop with goods on shelves and two orders that wait for shipping: `python -m tests.browser.shelving`."""

import datetime as dt
from decimal import Decimal

from app.access.tenants.queries import tenant_by_slug
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.commerce.channels.model import Channel
from app.commerce.intake.taking import take
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.commerce.stock.lines import StockLine
from app.commerce.stock.moving import receive
from app.factory import create_app
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from tests.browser import cast

HANAKO = Person(
    family="山田", given="花子", postal="1050011", prefecture="東京都", city="港区", street="芝公園1-2-3",
    phone="090-1234-5678", mail="hanako@example.com",
)  # fmt: skip
GOODS = (
    ("HNY", "国産はちみつ 250g", "4901234567894", "B-02"),
    ("JAR", "ガラス保存瓶 500ml", "4512345678906", "A-01"),
)
ORDERS = (("R-1001", (("HNY", 2),)), ("R-1002", (("HNY", 1), ("JAR", 2))))


def main():
    """Products first, then the orders, so that their goods are found and reserved."""
    with create_app().app_context():
        context.set_tenant(tenant_by_slug("yamada").id)
        session.commit()  # the next transaction knows the tenant
        packer = session.query(User).filter_by(email=cast.PACKER.email).one()
        with context.acting_as(actor_of(packer.id)):
            channel = Channel(code="R1", name="はちみつの店", kind="rakuten", changed_at=clock.now())
            session.add(channel)
            for code, name, jan, shelf in GOODS:
                _stock(code, name, jan, shelf)
            session.flush()
            take(channel, [_order(number, lines) for number, lines in ORDERS])
            session.commit()


def _stock(code, name, jan, shelf):
    product = Product(code=code, name=name, jan=jan, shelf=shelf, tax_code="10", changed_at=clock.now())
    session.add(product)
    session.flush()
    receive([StockLine(product.id, Decimal(20))], source="test", source_id=new_id())


def _order(number, lines):
    made = [
        IncomingLine(key=code, name=next(n for c, n, *_ in GOODS if c == code), quantity=pieces, price=1000,
                     own_code=code, rate=10)
        for code, pieces in lines
    ]  # fmt: skip
    total = sum(line.price * line.quantity for line in made)
    return IncomingOrder(
        number=number, ordered_at=clock.now() - dt.timedelta(hours=1), buyer=HANAKO, lines=made,
        slips=[IncomingSlip(recipient=HANAKO)], money=IncomingMoney(goods=total, total=total),
        payment="クレジットカード",
    )  # fmt: skip


if __name__ == "__main__":
    main()

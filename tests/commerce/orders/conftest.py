"""A shop with a few products, and orders that come in."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.commerce.alerts.model import Alert
from app.commerce.channels.model import Channel
from app.commerce.intake.taking import take
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.orders.model import Order
from app.commerce.persons.person import Person
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.stock import moving as stock
from app.commerce.stock.lines import StockLine
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product

MORNING = dt.datetime(2026, 11, 20, 9, tzinfo=clock.JST)
HANAKO = Person(
    family="山田", given="花子", family_kana="ヤマダ", given_kana="ハナコ", postal="1050011", prefecture="東京都",
    city="港区", street="芝公園1-2-3", phone="090-1234-5678", mail="hanako@example.com",
)  # fmt: skip
TARO = replace(
    HANAKO, family="佐藤", given="太郎", family_kana="サトウ", given_kana="タロウ", phone="080-8765-4321",
    mail="taro@example.com",
)  # fmt: skip


class Shop:
    """One shop, as tests speak of it. Use it inside an actor's context."""

    def __init__(self):
        self.channel = self.open("R1", "rakuten", from_prefecture="東京都")

    def open(self, code, kind, **facts):
        """Another shop."""
        made = Channel(code=code, name=f"店 {code}", kind=kind, changed_at=clock.now(), **facts)
        session.add(made)
        session.flush()
        return made

    def product(self, code, stock_of=0, **facts):
        """A product, with so many on the shelf."""
        facts = {"tax_code": "10"} | facts
        made = Product(code=code, name=f"品物 {code}", changed_at=clock.now(), **facts)
        session.add(made)
        session.flush()
        if stock_of:
            self.receive(made, stock_of)
        return made

    def receive(self, product, quantity):
        """So many arrive."""
        stock.receive([StockLine(product.id, Decimal(quantity))], source="test", source_id=new_id())

    def order(self, number, lines=(("A", 1),), buyer=HANAKO, recipients=None, **facts):
        """An order of `lines` (`(code, quantity)`, 1,000 yen a piece with tax) for one or more recipients.

        Two days lie between numbers that follow each other.
        """
        recipients = recipients or [buyer]
        made = [
            IncomingLine(
                key=str(n), name=f"品物 {code}", quantity=quantity, price=1000, own_code=code, rate=10
            )
            for n, (code, quantity) in enumerate(lines, 1)
        ]
        total = sum(line.price * line.quantity for line in made)
        slips = [IncomingSlip(key=str(n), recipient=one) for n, one in enumerate(recipients, 1)]
        facts = {"payment": "クレジットカード", "money": IncomingMoney(goods=total, total=total)} | facts
        facts = {"ordered_at": MORNING - dt.timedelta(days=200 - 2 * int(number))} | facts
        return IncomingOrder(number=number, buyer=buyer, slips=slips, lines=made, **facts)

    def take(self, *orders, channel=None):
        """Take orders in."""
        return take(channel or self.channel, list(orders))

    def find(self, number):
        """The order."""
        return session.scalars(select(Order).where(Order.number == number)).one()

    def slips(self, number):
        """The slips of an order, in their order."""
        found = select(Slip).where(Slip.order_number == number).order_by(Slip.slip_no)
        return session.scalars(found.execution_options(populate_existing=True)).all()

    def slip(self, number):
        """The only slip of an order."""
        [one] = self.slips(number)
        return one

    def alerts(self, number):
        """Kinds of open alerts of an order, sorted."""
        order = self.find(number)
        found = select(Alert.kind).where(Alert.order_id == order.id, Alert.answered_at.is_(None))
        return sorted(session.scalars(found))

    def alert(self, number, kind):
        """The open alert of that kind."""
        order = self.find(number)
        found = select(Alert).where(
            Alert.order_id == order.id, Alert.kind == kind, Alert.answered_at.is_(None)
        )
        return session.scalars(found).one()

    def contents(self, number):
        """`{slip no: {line no: quantity}}` of an order."""
        found = {}
        for slip in self.slips(number):
            rows = session.scalars(
                select(SlipLine).where(SlipLine.slip_id == slip.id).execution_options(populate_existing=True)
            )
            found[slip.slip_no] = {row.line.line_no: row.quantity for row in rows}
        return found


@pytest.fixture
def shop(cast):
    """A shop of the buyer's tenant, on the morning of the orders."""
    with cast.inside(cast.shop_manager), clock.frozen(MORNING):
        yield Shop()

"""Orders as labels: short names, sender, carrier, and what the checks of addresses say."""

import re
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from app.commerce.carriers.choices import CARRIER_OF
from app.commerce.carriers.services import SERVICES
from app.commerce.checks.ways import FAR_DAYS, ISLAND_DAYS, ways_by_region
from app.commerce.intake.words import is_cod
from app.commerce.label_names.applying import Names, flags, told
from app.commerce.label_names.queries import present_rules
from app.commerce.labels.composing import LINES, SAGAWA_LINE, own_address, place_of, shop_address
from app.commerce.labels.label import Label
from app.kernel.db import session
from app.masters.addresses.catalogue import NUMBERS
from app.masters.addresses.checking import check_addresses
from app.masters.products.model import Product

NOT_SENT = ("cancelled", "shipped", "unfinished")
"""Standings of orders that get no label."""
KEY = 15


@dataclass(frozen=True)
class Composed:
    """A label for the contract `account`, and `remarks`: words of addresses.FINDINGS, `island`, `far`, or kinds of
    alerts that the shop's file brought along.
    """

    account: object
    label: Label
    remarks: tuple


def composed(orders, load, accounts):
    """`[Composed]` of orders in their order, one for each recipient, in a few statements for all of them."""
    sent = [order for order in orders if order.standing not in NOT_SENT]
    composer = _Composer(load, accounts, _goods(sent))
    pairs = [(order, at) for order in sent for at in range(len(order.slips))]
    recipients = [order.slips[at].recipient for order, at in pairs]
    checked = check_addresses([(one.postal, one.address) for one in recipients]) if pairs else []
    return [composer.parcel(order, at, address) for (order, at), address in zip(pairs, checked, strict=True)]


class _Composer:
    """Makes labels; keeps names and senders that come again."""

    def __init__(self, load, accounts, goods):
        self.load, self.goods, self._used = load, goods, set()
        self.default = next(one for one in accounts if one.id == load.account_id)
        self.by_carrier = {}
        for one in accounts:
            self.by_carrier.setdefault(CARRIER_OF[one.system], one)
        self.by_carrier[CARRIER_OF[self.default.system]] = self.default
        rules = present_rules()
        self.names = {one.id: Names(rules, LINES.get(one.system, SAGAWA_LINE)) for one in accounts}

    def parcel(self, order, at, address):
        """The Composed of one recipient."""
        slip = order.slips[at]
        account = self.by_carrier.get(slip.carrier, self.default)
        gift = _is_gift(order, slip)
        names, contents, handled = self._goods(order, at, account, gift)
        sender = self._sender(order, account, gift)
        cod = _cod(order) if at == 0 else 0
        label = Label(
            key=self._key(order.number, at),
            service=_service(slip, account),
            ship_on=self.load.ship_on,
            recipient=slip.recipient,
            sender=sender,
            names=names,
            contents=contents,
            flags=handled,
            wished_on=slip.wished_on,
            slot=slip.slot,
            pieces=slip.pieces or 1,
            cod=cod,
            cod_tax=_tax(order, cod),
            temperature=slip.temperature or "ambient",
            note=slip.label_note,
            order_number=order.number,
            gift=gift,
            **place_of(slip.place),
        )
        return Composed(account, label, tuple(_remarks(order, slip, address, sender)))

    def _goods(self, order, at, account, gift):
        quantities, contents, handled, short = defaultdict(int), [], [], self.names[account.id]
        for line in order.lines:
            if line.slip != at or line.kind != "goods" or line.cancelled or line.quantity <= 0:
                continue
            own, inside = next((self.goods[c] for c in _codes(line) if c in self.goods), ("", ""))
            quantities[line.name, own] += line.quantity
            contents += told(line.name, short.short(line.name, own, gift=gift), inside)
            handled += flags(inside)
        names = (short.short(name, own, count, gift=gift) for (name, own), count in quantities.items())
        return tuple(filter(None, names)), tuple(dict.fromkeys(contents)), tuple(dict.fromkeys(handled))

    def _sender(self, order, account, gift):
        who = account.gift_sender if gift else account.sender
        if who == "buyer" and order.buyer.name:
            return order.buyer
        if self.load.channel is None or (who == "own" and account.sender_name):
            return own_address(account)
        return shop_address(self.load.channel)

    def _key(self, number, at):
        """What the carrier's program calls the parcel: letters and digits of the order's number, each once."""
        plain = re.sub(r"[^0-9A-Za-z]", "", number)[-KEY:] or "1"
        key, n = plain, at + 1
        while key in self._used or (n > 1 and key == plain):
            key, n = f"{plain[: KEY - 3]}{n:03}", n + 1
        self._used.add(key)
        return key


def _is_gift(order, slip):
    if order.gift is not None:
        return order.gift
    return bool(order.buyer.name and slip.recipient.name) and order.buyer.name != slip.recipient.name


def _service(slip, account):
    known = SERVICES.get(slip.service)
    return slip.service if known and account.system in known.codes else account.service


def _cod(order):
    return (order.money.total or 0) if is_cod(order.payment) else 0


def _tax(order, cod):
    if not cod:
        return 0
    return sum(tax for _rate, _amount, tax in order.money.taxes) or cod * 10 // 110


def _codes(line):
    return [code for code in (line.own_code, line.mall_sku, line.mall_code) if code]


def _remarks(order, slip, address, sender):
    """Yield codes of what somebody should know before the label is made."""
    yield from order.marks
    if address is None:
        return
    yield from address.findings
    goal = slip.recipient.prefecture or (address.places[0].prefecture if address.places else "")
    days = ways_by_region(_prefecture_of(sender))(goal, slip.recipient.postal) if goal else None
    if slip.island or days == ISLAND_DAYS:
        yield "island"
    elif days == FAR_DAYS:
        yield "far"


def _prefecture_of(person):
    """The prefecture of an address that may be written in one piece."""
    return person.prefecture or next((one for one in NUMBERS if person.street.startswith(one)), "")


def _goods(orders):
    """`{product code: (name on labels, contents)}` of our products that the orders call by our code."""
    codes = {code for order in orders for line in order.lines for code in _codes(line)}
    if not codes:
        return {}
    found = select(Product.code, Product.label_name, Product.contents)
    return {
        row.code: (row.label_name, row.contents)
        for row in session.execute(found.where(Product.code.in_(codes)))
    }

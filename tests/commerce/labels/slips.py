"""Shops, orders and slips as intake would leave them, put straight into the tables."""

import datetime as dt

from app.commerce.carriers.model import CarrierAccount
from app.commerce.channels.model import Channel
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips.model import Slip, SlipLine
from app.kernel import clock
from app.kernel.db import session
from app.platform.search.model import Searchable
from tests.commerce.labels.making import HANAKO

_COUNT = iter(range(1, 10_000_000))


def shop(kind="own", **facts):
    usual = {
        "code": f"shop{next(_COUNT)}", "name": "ふぁーむ商店", "kana": "ファームショウテン", "kind": kind,
        "sender_name": "ふぁーむ商店",
        "sender_postal": "100-0001", "sender_address": "東京都千代田区千代田１－１",
        "sender_phone": "03-0000-0000",
    }  # fmt: skip
    return _kept(Channel(**usual | facts))


def contract(system="b2", service="takkyubin", **facts):
    usual = {
        "code": f"c{next(_COUNT)}",
        "name": "契約",
        "system": system,
        "service": service,
        "customer_code": "0300000000",
    }
    return _kept(CarrierAccount(**usual | facts))


def slip(channel, *, number=None, goods=(("国産はちみつ", 1),), buyer=HANAKO, order=None, **facts):
    """A slip with its order and lines; ready to ship unless said otherwise."""
    number = number or f"T{next(_COUNT):06}"
    now = clock.now()
    order_facts = {"total": 5500, "taxes": [[10, 5500, 500]], "gift": facts.get("gift", False)} | (
        order or {}
    )
    made = Order(channel_id=channel.id, number=number, ordered_at=now, buyer=buyer, **order_facts)
    session.add(made)
    session.flush()
    usual = {
        "order_id": made.id, "slip_no": 1, "channel_id": channel.id, "order_number": number, "ordered_at": now,
        "status": "ready", "recipient": HANAKO, "region": "13",
    }  # fmt: skip
    if facts.get("carried_by_id"):
        usual["carried_from"] = "ready"
    row = Slip(**usual | facts)
    session.add(row)
    session.flush()
    for place, (name, quantity) in enumerate(goods, 1):
        line = OrderLine(
            order_id=made.id, line_no=place, key=str(place), name=name, quantity=quantity, price=1234
        )
        session.add(line)
        session.flush()
        session.add(SlipLine(slip_id=row.id, order_line_id=line.id, quantity=quantity))
    session.flush()
    return row


def _kept(row):
    if isinstance(row, Searchable):
        row.search_text, row.state, row.changed_at = row.name, "active", clock.now()
    session.add(row)
    session.flush()
    return row


def tomorrow():
    return clock.today() + dt.timedelta(1)

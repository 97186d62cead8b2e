"""Slips as the rows of a request; letters that the file cannot hold keep a slip out of it."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.commerce.channels.model import Channel
from app.commerce.orders.model import OrderLine
from app.commerce.shipping_requests.sources import SOURCES
from app.commerce.slips.model import Slip, SlipLine
from app.kernel import clock
from app.kernel.db import session
from app.kernel.tabular.cp932 import lost, prepared
from app.masters.products.model import Product

_LEADER = func.coalesce(Slip.carried_by_id, Slip.id)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of goods of a slip (or of one that travels inside it), as SOURCES read it."""

    key: str
    line_no: int
    slip: object
    person: object
    shop: object
    ordered_on: dt.date
    code: str
    jan: str
    product: str
    pieces: int


def rows_of(keys):
    """`{slip id: [Row]}` of slips, `keys` by their ids; in three statements."""
    shops = {one.id: one for one in session.scalars(select(Channel))}
    slips = {one.id: one for one in session.execute(_slips(list(keys)))}
    found = {one: [] for one in keys}
    for line in session.execute(_lines(list(keys))):
        slip = slips[line.leader]
        found[slip.id].append(
            Row(
                keys[slip.id],
                len(found[slip.id]) + 1,
                slip,
                slip.recipient,
                shops[slip.channel_id],
                slip.ordered_at.astimezone(clock.JST).date(),
                line.code or line.own_code,
                line.jan or "",
                line.name,
                line.pieces,
            )
        )
    return found


def table_of(profile, rows):
    """The cells of Rows under a profile."""
    return [
        [SOURCES[source][1](row) if source else text for _header, source, text in profile.columns]
        for row in rows
    ]


def unwritable(profile, table):
    """Letters of a table that the file's encoding lacks."""
    if profile.encoding != "cp932":
        return ""
    return "".join(dict.fromkeys("".join(lost(cell) for cells in table for cell in cells)))


def as_bytes(profile, table):
    """The file: CRLF, quoted where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t" if profile.delimiter == "tab" else ",", lineterminator="\r\n")
    if profile.with_header:
        writer.writerow([header for header, _source, _text in profile.columns])
    writer.writerows(table)
    text = prepared(out.getvalue()) if profile.encoding == "cp932" else out.getvalue()
    return text.encode(profile.encoding)


def _slips(ids):
    return select(
        Slip.id, Slip.order_number, Slip.channel_id, Slip.ordered_at, Slip.planned_on, Slip.wished_on, Slip.slot,
        Slip.recipient, Slip.temperature, Slip.carrier, Slip.service, Slip.cod_amount, Slip.gift, Slip.noshi,
        Slip.wrapping, Slip.card_message, Slip.label_note,
    ).where(Slip.id.in_(ids))  # fmt: skip


def _lines(ids):
    inside = or_(Slip.id.in_(ids), Slip.carried_by_id.in_(ids))
    return (
        select(
            _LEADER.label("leader"),
            OrderLine.own_code,
            OrderLine.name,
            Product.code,
            Product.jan,
            (SlipLine.quantity * OrderLine.factor).label("pieces"),
        )
        .join(Slip, Slip.id == SlipLine.slip_id)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(inside, OrderLine.kind == "goods", OrderLine.cancelled.is_(False))
        .order_by(Slip.id, OrderLine.line_no, OrderLine.id)
    )

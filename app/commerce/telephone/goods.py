"""Products for what a clerk types: by code, JAN or part of the name, at our price with tax."""

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.listings.matching import Matcher
from app.commerce.listings.proposing import products_like
from app.commerce.orders.incoming import IncomingLine
from app.commerce.orders.model import OrderLine
from app.kernel.db import session
from app.masters.products.model import Product

OFFERED = 12


def known_goods(codes):
    """`{code or JAN: KnownProduct}` of those that are products of ours."""
    wanted = [IncomingLine(key=code, name="", quantity=1, own_code=code, jan=code) for code in codes if code]
    matcher = Matcher(Channel(case_sensitive=True), wanted)  # ours alone: no listing of any shop
    return {line.key: known for line in wanted if (known := matcher.find(line)) is not None}


def offered_goods(typed):
    """`[(text to put into the cell, KnownProduct)]`: what is exactly meant first, then what holds the words."""
    typed = typed.strip()
    rows = products_like(typed, OFFERED)
    found = known_goods([typed, *(row.code for row in rows)])
    offered = {typed: found[typed]} if typed in found else {}
    ids = {one.id for one in offered.values()}
    offered |= {row.code: found[row.code] for row in rows if row.code in found and row.id not in ids}
    return list(offered.items())


def lines_again(order):
    """Values of lines that order the goods of `order` once more, at our price of today where we have one."""
    rows = session.execute(
        select(OrderLine, Product.code)
        .outerjoin(Product, (Product.id == OrderLine.product_id) & (Product.state != "archived"))
        .where(OrderLine.order_id == order.id, OrderLine.kind == "goods", OrderLine.cancelled.is_(False))
        .order_by(OrderLine.line_no)
    ).all()
    known = known_goods([code for _line, code in rows])
    return [_again(line, known.get(code)) for line, code in rows]


def _again(line, product):
    if product is None:
        price = line.price if line.included else line.price * (100 + line.tax_rate) // 100
        return {
            "code": "",
            "name": line.name,
            "quantity": line.quantity,
            "price": price,
            "rate": str(line.tax_rate),
        }
    price = line.price if product.price is None else product.price
    rate = line.tax_rate if product.tax_rate is None else product.tax_rate
    pieces = line.quantity * line.factor
    return {"code": product.code, "name": product.name, "quantity": pieces, "price": price, "rate": str(rate)}

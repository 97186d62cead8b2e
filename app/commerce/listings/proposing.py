"""Likely products for a shop's code: the same code, the same JAN, or a name that shares most letters."""

from sqlalchemy import func, or_, select

from app.kernel.db import session
from app.kernel.text import bigrams, fold
from app.masters.products.model import Product
from app.platform.search.asking import Order, matching

OFFERED = 3
LOOKED_AT = 20
PICKED = 20


def proposals(rows):
    """Of rows of `operations.unmapped`, in order: a list of at most OFFERED products `(id, code, name)` each."""
    return [_for(row) for row in rows]


def _for(row):
    exact = session.execute(
        select(Product.id, Product.code, Product.name)
        .where(
            Product.state != "archived",
            or_(
                func.lower(Product.code).in_({row.mall_sku.lower(), row.mall_code.lower()} - {""}),
                Product.jan == row.jan if row.jan else False,
            ),
        )
        .limit(OFFERED)
    ).all()
    return exact or _like(row.name)


def _like(name):
    """Products whose names share most pairs of letters with `name`, found by its longest words."""
    words = sorted(fold(name).split(), key=len, reverse=True)[:2]
    found = {one.id: one for word in words if len(word) > 1 for one in products_like(word, LOOKED_AT)}
    wanted = bigrams(fold(name))
    return sorted(found.values(), key=lambda one: -len(wanted & bigrams(fold(one.name))))[:OFFERED]


def products_like(typed, wanted=PICKED):
    """Products for what was typed: id, code, name."""
    words = [fold(typed)] if typed.strip() else []
    ids = matching("products", words, Order("code", False), (), after=None, wanted=wanted)
    return session.execute(
        select(Product.id, Product.code, Product.name)
        .where(Product.id == ids, Product.state != "archived")
        .order_by(Product.code)
    ).all()

"""Lines of an opportunity, and the products they are made from."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.text import fold
from app.masters.product_sets.queries import exploded
from app.masters.products.model import Product
from app.sales.opportunities.model import OpportunityLine

OFFERED = 20


@dataclass(frozen=True)
class Sums:
    """What the lines come to; `gross` is None while one of them has no cost. `months`: `{month: yen}`, in order."""

    amount: int
    gross: int | None
    months: dict


def lines_of(opportunity_id):
    """The lines, in order."""
    return session.scalars(
        select(OpportunityLine)
        .where(OpportunityLine.opportunity_id == opportunity_id)
        .order_by(OpportunityLine.line_no)
    ).all()


def sums_of(lines):
    """Sums of the lines."""
    months = {}
    for line in lines:
        for month, yen in line.months.items():
            months[month] = months.get(month, 0) + yen
    gross = [line.gross for line in lines]
    whole = None if None in gross or not gross else sum(gross)
    return Sums(sum(line.amount for line in lines), whole, dict(sorted(months.items())))


def offered(typed):
    """Products in use that hold what was typed, by code."""
    found = select(Product).where(Product.state == "active").order_by(Product.code, Product.id).limit(OFFERED)
    if typed:
        found = found.where(Product.search_text.contains(fold(typed), autoescape=True))
    return session.scalars(found).all()


def products(ids):
    """`{id: Product}`."""
    return {one.id: one for one in session.scalars(select(Product).where(Product.id.in_(ids)))} if ids else {}


def parts(product_ids):
    """`{set: [(Product, how many in one set)]}` of those of the products that are sets, by the codes of parts."""
    sets = exploded(product_ids) if product_ids else {}
    known = products({part for one in sets.values() for part in one})
    return {
        one: sorted(((known[part], many) for part, many in inner.items()), key=lambda pair: pair[0].code)
        for one, inner in sets.items()
    }

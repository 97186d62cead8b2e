"""Products as other nouns look for them."""

from sqlalchemy import or_, select

from app.kernel.db import session
from app.kernel.text import nfkc
from app.masters.products.model import Product


def by_codes(texts):
    """`{text: id}` of the products in use whose code, JAN code or name is one of the texts; codes come first."""
    plain = {text.strip(): nfkc(text) for text in texts if text.strip()}
    if not plain:
        return {}
    wanted = {*plain, *plain.values()}
    rows = session.execute(
        select(Product.id, Product.code, Product.jan, Product.name)
        .where(
            Product.state != "archived",
            or_(Product.code.in_(wanted), Product.jan.in_(wanted), Product.name.in_(wanted)),
        )
        .order_by(Product.code.desc(), Product.id)
    ).all()
    found = {row.name: row.id for row in rows}
    found |= {row.jan: row.id for row in rows if row.jan}
    found |= {row.code: row.id for row in rows}
    return {
        text: found.get(text) or found[width]
        for text, width in plain.items()
        if text in found or width in found
    }

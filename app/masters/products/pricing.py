"""Prices of products over time: what was valid is kept when a new price takes its place."""

from sqlalchemy import insert, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product, ProductPrice


def price_day(values, row):
    """The day a new price holds from: today, when `values` bring another price than the row has."""
    if "price" not in values or (row is not None and row.price == values["price"]):
        return {}
    return {"price_from": clock.today() if values["price"] is not None else None}


def keep_former_prices(changes_by_id):
    """Put the present price of products whose price is about to change into the history.

    A price that is replaced on the day it was set was never one anybody bought at, and leaves no row.
    """
    ids = [one for one, changes in changes_by_id.items() if "price" in changes]
    if not ids:
        return
    former = select(Product.id, Product.price, Product.price_from).where(
        Product.id.in_(ids), Product.price.is_not(None), Product.price_from < clock.today()
    )
    rows = [
        {
            "id": new_id(),
            "tenant_id": context.tenant_id(),
            "product_id": product_id,
            "price": price,
            "valid_from": since,
            "set_by_name": context.actor().name,
        }
        for product_id, price, since in session.execute(former)
    ]
    if rows:
        session.execute(insert(ProductPrice), rows)


def price_history(product):
    """`[(valid from, price)]` of a product, oldest first, the present price last."""
    former = session.execute(
        select(ProductPrice.valid_from, ProductPrice.price)
        .where(ProductPrice.product_id == product.id)
        .order_by(ProductPrice.valid_from, ProductPrice.id)
    )
    history = [tuple(row) for row in former]
    if product.price is not None:
        history.append((product.price_from or product.created_at.astimezone(clock.JST).date(), product.price))
    return history

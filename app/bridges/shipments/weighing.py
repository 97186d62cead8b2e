"""What goods weigh, as far as their products say."""

from decimal import Decimal

from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product


def weights_of(product_ids):
    """`{product id: kg a piece}` of those whose weight is known."""
    ids = {one for one in product_ids if one}
    if not ids:
        return {}
    asked = select(Product.id, Product.weight_g).where(Product.id.in_(ids), Product.weight_g > 0)
    return {product_id: Decimal(grams) / 1000 for product_id, grams in session.execute(asked)}


def weight_of(weights, product_id, pieces):
    """Kg of so many pieces of a product, or None."""
    return weights[product_id] * pieces if product_id in weights else None

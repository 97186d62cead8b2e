"""Putting a set together."""

from sqlalchemy import delete, insert, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.ids import new_id
from app.masters.product_sets.model import SetPart
from app.masters.product_sets.queries import below, parts_of
from app.platform.audit import record
from app.records.kit.describing import LINKS


def put_together(product, parts):
    """Make the product a set of `parts` (`[(product id, quantity)]`, in order); with none it is no set any more.

    Publishes `product_set.changing` (product_id, parts) before, where others may refuse, and `product_set.changed`
    after. Raises Rejected for a part twice, a quantity of nothing, or a set that would hold itself.
    """
    _check(parts)
    _hold({product.id, *(part for part, _quantity in parts)})
    _check_circles(product, [part for part, _quantity in parts])
    publish("product_set.changing", product_id=product.id, parts=parts)
    session.execute(delete(SetPart).where(SetPart.product_id == product.id))
    rows = [
        {"id": new_id(), "tenant_id": context.tenant_id(), "product_id": product.id, "part_id": part,
         "quantity": quantity, "position": place, "changed_at": clock.now()}
        for place, (part, quantity) in enumerate(parts)
    ]  # fmt: skip
    if rows:
        session.execute(insert(SetPart), rows)
    label = f"{product.code} {product.name}"
    record("product.set_changed", product, label=label, parts=_in_words(parts_of(product.id)))
    publish("product_set.changed", product_id=product.id)


def _check(parts):
    seen = set()
    for number, (part, quantity) in enumerate(parts):
        if quantity is None or quantity <= 0:
            raise Rejected("Enter a quantity above zero.", f"lines-{number}-quantity")
        if part in seen:
            raise Rejected("This part stands here twice. Add up its quantities.", f"lines-{number}-name")
        seen.add(part)


def _hold(product_ids):
    """Lock the products concerned and all that is in them, so that two sets never close a circle together."""
    model = LINKS["product"].model
    wanted = product_ids | below(product_ids)
    session.execute(
        select(model.id).where(model.id.in_(wanted)).order_by(model.id).with_for_update(key_share=True)
    )


def _check_circles(product, part_ids):
    if product.id not in {*part_ids, *below(part_ids)}:
        return
    number = next(n for n, part in enumerate(part_ids) if product.id in {part, *below([part])})
    raise Rejected("A set cannot be a part of itself.", f"lines-{number}-name")


def _in_words(rows):
    return ", ".join(f"{row.code} × {row.quantity.normalize():f}" for row in rows) or "—"

"""Having products to oneself: all their balances locked, in the order of product and warehouse, so that of any two
transactions one waits for the other and none for itself. One call a transaction: a second may meet a deadlock, which
the database ends.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import text

from app.commerce.stock.bulk import update_rows
from app.commerce.warehouses.operations import present_shelves
from app.kernel import clock, context
from app.kernel.db import session

NOTHING = Decimal(0)
_ENSURE = text("""
    INSERT INTO stock_balances
        (tenant_id, id, product_id, warehouse_id, on_hand, reserved, held_back, seq, version, changed_at)
    SELECT :tenant, gen_random_uuid(), wanted.p, wanted.w, 0, 0, 0, 0, 1, :now
    FROM unnest(CAST(:products AS uuid[]), CAST(:warehouses AS uuid[])) AS wanted (p, w)
    WHERE NOT EXISTS (SELECT FROM stock_balances b
                      WHERE b.tenant_id = :tenant AND b.product_id = wanted.p AND b.warehouse_id = wanted.w)
    ORDER BY wanted.p, wanted.w
    ON CONFLICT (tenant_id, product_id, warehouse_id) DO NOTHING
""")
_LOCK = text("""
    SELECT product_id, warehouse_id, on_hand, reserved, held_back, seq FROM stock_balances
    WHERE tenant_id = :tenant AND product_id = ANY(CAST(:products AS uuid[]))
    ORDER BY product_id, warehouse_id FOR UPDATE
""")
_COLUMNS = {
    "product_id": "uuid",
    "warehouse_id": "uuid",
    "on_hand": "numeric",
    "reserved": "numeric",
    "held_back": "numeric",
    "seq": "bigint",
}


@dataclass(slots=True)
class Balance:
    """A row of `stock_balances` in hand; `touched` when it has to be written back."""

    product_id: object
    warehouse_id: object
    on_hand: Decimal = NOTHING
    reserved: Decimal = NOTHING
    held_back: Decimal = NOTHING
    seq: int = 0
    touched: bool = False

    @property
    def free(self):
        """What may still be promised."""
        return self.on_hand - self.reserved - self.held_back

    def promise(self, column, quantity):
        """Add `quantity` (may be negative) to `reserved` or `held_back`."""
        setattr(self, column, getattr(self, column) + quantity)
        self.touched = True

    def move(self, quantity):
        """Add `quantity` to what lies there; returns the number of the movement."""
        self.on_hand += quantity
        self.seq += 1
        self.touched = True
        return self.seq


class Held:
    """The balances of some products, locked until the transaction ends. `shelves`: the tenant's warehouses."""

    def __init__(self, shelves, products, rows):
        self.shelves, self.products = shelves, products
        self.balances = {(row[0], row[1]): Balance(*row) for row in rows}

    def at(self, product_id, warehouse_id):
        """The Balance there, or None where nothing ever lay."""
        return self.balances.get((product_id, warehouse_id))

    def free(self, product_id, warehouse_id):
        """What may still be promised of the product from there; nothing where it never lay."""
        balance = self.balances.get((product_id, warehouse_id))
        return balance.free if balance else NOTHING

    def save(self):
        """Write the touched balances back, in one statement. Returns the ids of their products."""
        touched = [one for one in self.balances.values() if one.touched]
        update_rows(
            "stock_balances",
            ("product_id", "warehouse_id"),
            _COLUMNS,
            [(b.product_id, b.warehouse_id, b.on_hand, b.reserved, b.held_back, b.seq) for b in touched],
            also=f", version = stock_balances.version + 1, changed_at = '{clock.now().isoformat()}'",
        )
        return {one.product_id for one in touched}


def hold(keys):
    """Lock all balances of the products in `keys` (pairs of product and warehouse id, None: the first that sells).

    The rows of `keys` are made where they are missing, with one in the tenant's first warehouse. Returns Held.
    """
    shelves = present_shelves()
    wanted = {(product, warehouse or shelves.usual) for product, warehouse in keys}
    wanted |= {(product, shelves.anchor) for product, _warehouse in wanted}
    pairs = sorted(wanted)
    products = {product for product, _warehouse in pairs}
    tenant = {"tenant": context.tenant_id()}
    session.execute(
        _ENSURE,
        {
            **tenant,
            "now": clock.now(),
            "products": [p for p, _w in pairs],
            "warehouses": [w for _p, w in pairs],
        },
    )
    rows = session.execute(_LOCK, {**tenant, "products": list(products)}).all()
    return Held(shelves, products, rows)

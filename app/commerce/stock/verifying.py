"""Does the ledger add up? Recomputes what the balances say from movements and reservations."""

from sqlalchemy import select, text

from app.access.tenants.model import Tenant
from app.kernel import context, tenancy
from app.kernel.db import session

_DIFFERENT = text("""
    WITH moved AS (
        SELECT product_id, warehouse_id, sum(quantity) AS on_hand, count(*) AS seq,
               (array_agg(balance ORDER BY seq DESC))[1] AS last
        FROM stock_movements WHERE tenant_id = :tenant GROUP BY product_id, warehouse_id
    ), promised AS (
        SELECT product_id, warehouse_id, sum(allocated) FILTER (WHERE for_kind <> 'hold') AS reserved,
               sum(allocated) FILTER (WHERE for_kind = 'hold') AS held_back
        FROM reservations WHERE tenant_id = :tenant AND state = 'open' GROUP BY product_id, warehouse_id
    ), booked AS (
        SELECT product_id, warehouse_id, on_hand, reserved, held_back, seq FROM stock_balances WHERE tenant_id = :tenant
    )
    SELECT product_id, warehouse_id, booked.on_hand, moved.on_hand, booked.reserved, promised.reserved,
           booked.held_back, promised.held_back
    FROM booked
    FULL JOIN moved USING (product_id, warehouse_id) FULL JOIN promised USING (product_id, warehouse_id)
    WHERE booked.product_id IS NULL
       OR booked.on_hand <> coalesce(moved.on_hand, 0) OR booked.seq <> coalesce(moved.seq, 0)
       OR coalesce(moved.last, 0) <> booked.on_hand
       OR booked.reserved <> coalesce(promised.reserved, 0)
       OR booked.held_back <> coalesce(promised.held_back, 0)
    ORDER BY product_id, warehouse_id
""")


def differences():
    """Rows of the present tenant whose balance is not what its ledger says; none when all is well.

    Each `(product, warehouse, on hand, Σ movements, reserved, Σ reservations, held back, Σ holds)`.
    """
    return [tuple(row) for row in session.execute(_DIFFERENT, {"tenant": context.tenant_id()})]


def verify_everything():
    """`[(tenant's slug, difference)]` of every tenant, as `differences` gives them."""
    found = []
    for tenant in session.scalars(select(Tenant).order_by(Tenant.slug)).all():
        with tenancy.entered(tenant.id):
            found += [(tenant.slug, one) for one in differences()]
    return found


def as_text(wrong):
    """The report for a terminal."""
    lines = [
        f"{slug}: product {one[0]} in warehouse {one[1]}: on hand {one[2]} (movements {one[3]}), "
        f"reserved {one[4]} ({one[5]}), held back {one[6]} ({one[7]})"
        for slug, one in wrong
    ]
    return "\n".join([*lines, "STOCK DOES NOT ADD UP" if wrong else "the stock adds up"]) + "\n"

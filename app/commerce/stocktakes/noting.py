"""Writing counted figures down beside what the books say in the same moment."""

from sqlalchemy import delete, func, select, text

from app.commerce.stocktakes.model import Stocktake, StocktakeLine
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id

_NOTE = text("""
    INSERT INTO stocktake_lines (tenant_id, id, stocktake_id, product_id, warehouse_id, code, lot, best_before, counted,
                                 expected, unit_cost, counted_by_name, changed_at)
    SELECT :tenant, n.id, :stocktake, n.product_id, n.warehouse_id, p.code, n.lot, n.best_before, n.counted,
           CASE WHEN n.lot = '' THEN coalesce(b.on_hand, 0) ELSE coalesce((
               SELECT sum(m.quantity) FROM stock_movements m WHERE m.tenant_id = :tenant AND m.product_id = n.product_id
               AND m.warehouse_id = n.warehouse_id AND m.lot = n.lot), 0) END,
           n.unit_cost, :who, :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:products AS uuid[]), CAST(:places AS uuid[]), CAST(:lots AS text[]),
                CAST(:days AS date[]), CAST(:counted AS numeric[]), CAST(:costs AS numeric[]))
         AS n (id, product_id, warehouse_id, lot, best_before, counted, unit_cost)
    JOIN products p ON p.tenant_id = :tenant AND p.id = n.product_id
    LEFT JOIN stock_balances b
         ON b.tenant_id = :tenant AND b.product_id = n.product_id AND b.warehouse_id = n.warehouse_id
    ON CONFLICT (tenant_id, stocktake_id, product_id, warehouse_id, lot) DO UPDATE
    SET counted = excluded.counted, expected = excluded.expected, unit_cost = excluded.unit_cost,
        best_before = excluded.best_before, counted_by_name = excluded.counted_by_name, changed_at = excluded.changed_at
    WHERE stocktake_lines.counted <> excluded.counted
""")


def note_lines(stocktake, lines):
    """Note Counted lines in one statement. A figure said again as it was keeps the books of when it was counted."""
    if not lines:
        return
    session.execute(
        _NOTE,
        {
            "tenant": context.tenant_id(),
            "stocktake": stocktake.id,
            "who": context.actor().name,
            "now": clock.now(),
            "ids": [new_id() for _line in lines],
            "products": [one.product_id for one in lines],
            "places": [one.warehouse_id or stocktake.warehouse_id for one in lines],
            "lots": [one.lot or "" for one in lines],
            "days": [one.best_before for one in lines],
            "counted": [one.counted for one in lines],
            "costs": [one.unit_cost for one in lines],
        },
    )


def forget_lines(stocktake, product_ids):
    """Take figures out again that were emptied on the sheet."""
    if product_ids:
        session.execute(
            delete(StocktakeLine).where(
                StocktakeLine.stocktake_id == stocktake.id,
                StocktakeLine.warehouse_id == stocktake.warehouse_id,
                StocktakeLine.lot == "",
                StocktakeLine.product_id.in_(product_ids),
            )
        )


def add_up(stocktake):
    """Keep on the document how many lines it has and how many differ."""
    session.flush()  # the document may be new
    different = func.count().filter(StocktakeLine.counted != StocktakeLine.expected)
    found = select(func.count(), different).where(StocktakeLine.stocktake_id == stocktake.id)
    stocktake.line_count, stocktake.difference_count = session.execute(found).one()
    stocktake.version = Stocktake.version + 1

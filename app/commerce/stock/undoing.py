"""Taking movements back: never by deleting them, always by a counter movement that names them."""

from sqlalchemy import text

from app.commerce.stock.holding import hold
from app.commerce.stock.ledger import Entry, write
from app.commerce.stock.promises import keep
from app.commerce.stock.serving import serve
from app.commerce.stock.telling import tell
from app.kernel import context
from app.kernel.db import session

_STANDING = text("""
    SELECT m.id, m.kind, m.product_id, m.warehouse_id, m.quantity, m.source_id, m.source_line, m.lot, m.best_before,
           m.unit_cost
    FROM stock_movements m
    WHERE m.tenant_id = :tenant AND m.source = :source AND m.source_id = ANY(CAST(:ids AS uuid[]))
      AND m.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM stock_movements r WHERE r.tenant_id = :tenant AND r.reverses_id = m.id)
    ORDER BY m.at, m.id
""")


def standing(source, source_ids):
    """The movements of these causes that nobody has taken back yet, oldest first."""
    asked = {"tenant": context.tenant_id(), "source": source, "ids": list(source_ids)}
    return session.execute(_STANDING, asked).all()


def counter(held, source, movements, note=""):
    """Write a counter movement for each of the movements; their products are held."""
    entries = [
        Entry(m.kind, m.product_id, m.warehouse_id, -m.quantity, m.source_id, f"undo:{m.id}", m.source_line, m.lot,
              m.best_before, m.unit_cost, m.id, note)
        for m in movements
    ]  # fmt: skip
    write(held, source, entries)
    return entries


def undo(source, source_id, *, subject=None, label="", note=""):
    """Take back everything the cause booked. Returns how many movements that were; twice is once."""
    held = hold({(m.product_id, m.warehouse_id) for m in standing(source, [source_id])})
    entries = counter(held, source, standing(source, [source_id]), note)
    served = serve(held, {one.product_id for one in entries if one.quantity > 0})
    keep(served)
    held.save()
    if entries:
        products = {one.product_id for one in entries}
        tell(
            "stock.undone", products, served, subject=subject, label=label, source=source, lines=len(entries)
        )
    return len(entries)

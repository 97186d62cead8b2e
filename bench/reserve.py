"""Reservations of many order lines in one call, against the bare SQL that locks, inserts and updates the same rows.

`bin/bench reserve 10000`. The baseline gets its arrays ready-made: no sets looked up, no turn worked out, no audit
line, nobody told.
"""

import cProfile
import datetime as dt
import pstats
import sys
import time
from contextlib import contextmanager
from decimal import Decimal

from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from app.commerce.stock.lines import StockLine, Want
from app.commerce.stock.moving import receive
from app.commerce.stock.reserving import reserve
from app.commerce.stock.verifying import differences
from app.commerce.warehouses.operations import present_shelves
from app.kernel import clock
from app.kernel.db import db, session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from bench._ground import (
    Cast,
    as_owner,
    fresh_application,
    inside,
    load_products,
    middle,
    raw_connection,
    tell,
)

PRODUCTS = 2_000
COLUMNS = (
    "id product_id warehouse_id quantity allocated shipped for_kind for_id label set_id per_set ordered_at wanted_on"
    " partial anywhere state waits"
).split()
TYPES = (
    "uuid uuid uuid numeric numeric numeric text uuid text uuid numeric timestamptz date boolean boolean text boolean"
).split()
INSERT = (
    f"INSERT INTO reservations (tenant_id, created_at, changed_at, by_name, {', '.join(COLUMNS)})"
    f" SELECT %s, now(), now(), '', * FROM unnest({', '.join(f'%s::{one}[]' for one in TYPES)})"
)
LOCK = (
    "SELECT id, on_hand - reserved - held_back FROM stock_balances WHERE tenant_id = %s AND product_id = ANY(%s)"
    " ORDER BY product_id, warehouse_id FOR UPDATE"
)
UPDATE = (
    "UPDATE stock_balances b SET reserved = reserved + n.more, version = version + 1 FROM (SELECT product_id AS p,"
    " warehouse_id AS w, sum(allocated) AS more FROM reservations WHERE tenant_id = %s AND id = ANY(%s) GROUP BY 1, 2)"
    " n WHERE b.tenant_id = %s AND b.product_id = n.p AND b.warehouse_id = n.w"
)


def main():
    """Rounds of both, taking turns; medians of the whole time, commit included. `profile` shows where ours goes."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    many, rounds = numbers[0] if numbers else 10_000, numbers[1] if len(numbers) > 1 else 7
    fresh_application("reserve")
    load_products(2 * PRODUCTS)
    ours, theirs, warehouse = _stocked()
    raw, tenant = raw_connection(), Cast(db).buyer.tenant_id
    counts = []
    for _warm in range(2):
        _reserve(_wants(ours, many)), _insert(raw, tenant, theirs, warehouse, many)
    times = ([], [])
    for _round in range(rounds):
        with _counting(counts):
            times[0].append(_reserve(_wants(ours, many)))
        times[1].append(_insert(raw, tenant, theirs, warehouse, many))
    if "profile" in sys.argv:
        _profile(ours, many)
    with inside("shipping_clerk"):
        wrong = [one for one in differences() if one[0] in set(ours)]
    print(
        f"{many} lines over {PRODUCTS} products, {len(counts) // rounds} statements;"
        f" balances that do not add up: {len(wrong)}"
    )
    tell("reserve", *(middle(one) * 1000 for one in times))


def _stocked():
    with inside("shipping_clerk"):
        ids = session.scalars(select(Product.id).order_by(Product.code)).all()
        lines = [StockLine(one, Decimal(1_000_000)) for one in ids]
        receive(lines, source="bench", source_id=new_id())
        usual = present_shelves().usual
        session.commit()
    for table in ("stock_balances", "stock_movements", "reservations"):
        as_owner(f"ANALYZE {table}")
    return ids[:PRODUCTS], ids[PRODUCTS:], usual


def _wants(products, many):
    ordered = clock.now()
    return [
        Want(new_id(), products[n * 7 % len(products)], Decimal(1 + n % 3), ordered + dt.timedelta(seconds=n))
        for n in range(many)
    ]


def _reserve(wants, around=None):
    """Seconds from the lines as they are known to the commit."""
    with inside("shipping_clerk"):
        started = time.perf_counter()
        if around:
            around.enable()
        reserve(wants)
        session.commit()
        if around:
            around.disable()
        return time.perf_counter() - started


def _insert(raw, tenant, products, warehouse, many):
    """Seconds of the same rows in one transaction of three statements."""
    rows = [
        (new_id(), one.product_id, warehouse, one.quantity, one.quantity, 0, "slip_line", one.for_id, "", None, None,
         one.ordered_at, None, False, True, "open", False)
        for one in _wants(products, many)
    ]  # fmt: skip
    columns = [list(one) for one in zip(*rows, strict=True)]
    started = time.perf_counter()
    with raw.transaction():
        raw.execute(LOCK, [tenant, list(set(columns[1]))]).fetchall()
        raw.execute(INSERT, [tenant, *columns])
        raw.execute(UPDATE, [tenant, columns[0], tenant])
    return time.perf_counter() - started


@contextmanager
def _counting(counts):
    def count(*_facts):
        counts.append(1)

    event.listen(Engine, "before_cursor_execute", count)
    yield
    event.remove(Engine, "before_cursor_execute", count)


def _profile(products, many):
    profile = cProfile.Profile()
    _reserve(_wants(products, many), profile)
    pstats.Stats(profile).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    main()

"""100,000 rows of a list with five own fields to .xlsx, against the writer alone on tuples at hand.

CPU of this process and its session.
"""

import io
import sys
from datetime import date
from decimal import Decimal

from app.kernel.db import session
from app.kernel.tabular import write_xlsx
from app.masters.products.record import PRODUCT
from app.records.exports import operations
from app.records.exports.model import Export
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from bench._ground import (
    Watch,
    arrange_own_fields,
    fresh_application,
    inside,
    load_products,
    middle,
    own_values,
    product_rows,
    raw_connection,
    tell,
)

HEADER = (
    "code",
    "name",
    "kana",
    "category",
    "unit",
    "price",
    "tax",
    "spec",
    "maker",
    "model",
    "note",
    "rank",
    "weight",
    "checked",
    "memo",
    "marks",
    "state",
)


def main():
    """Three rounds of each, in turns."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("export")
    with inside("system_admin"):
        arrange_own_fields()
        session.commit()
    load_products(count, own=True)
    rows = [
        (code, name, kana, None, unit, Decimal(price), tax, spec, maker, "", note, *_own(number), "in use")
        for number, (code, name, kana, spec, maker, unit, price, tax, note) in enumerate(product_rows(count))
    ]
    ours, baseline = [], []
    for _round in range(3):
        ours.append(_export(count))
        baseline.append(_write(rows))
        (wall, cpu), (plain_wall, plain_cpu) = ours[-1], baseline[-1]
        print(f"export {wall:.2f} s (CPU {cpu:.2f}), writer {plain_wall:.2f} s (CPU {plain_cpu:.2f})")
    tell(
        "export-rows", middle(cpu for _wall, cpu in ours), middle(cpu for _wall, cpu in baseline), "s of CPU"
    )


def _own(number):
    rank, weight, day, memo, marks = own_values(number)
    return rank, Decimal(weight), date(*map(int, day.split("/"))), memo, marks


def _export(count):
    with inside():
        kind = shaped(PRODUCT)
        export = operations.ask_for(kind, question_from(kind, {}), file_format="xlsx", columns="all")
        session.commit()
        watch = Watch(session.connection().connection.driver_connection)
        operations.make(export.id)
        session.commit()
        took = watch.read()
        assert session.get(Export, (export.tenant_id, export.id)).rows == count
        session.commit()
    return took


def _write(rows):
    with raw_connection() as raw:
        watch = Watch(raw)
        write_xlsx(io.BytesIO(), HEADER, rows, formats={"price": "#,##0.####", "checked": "yyyy/mm/dd"})
        return watch.read()


if __name__ == "__main__":
    main()

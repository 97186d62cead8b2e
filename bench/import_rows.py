"""A 100,000-row Shift_JIS file to visible products with five own fields, against `csv` + COPY of the same file.

The baseline copies into a table with the indexes that make products visible (key, code, reading, letter pairs), since
they cost the same whoever fills them. A second one, printed beside it, copies into a table with nothing at all.
CPU of this process and of its database session is printed too: it does not depend on who else uses the machine.
"""

import sys

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from bench._files import copied, cpu, imported, written
from bench._ground import (
    OWN,
    arrange_own_fields,
    as_owner,
    fresh_application,
    inside,
    middle,
    own_values,
    product_rows,
    tell,
)

HEADER = (
    "品目コード", "品目名", "フリガナ", "仕様", "メーカー", "単位", "標準単価", "税区分", "備考",
    "ランク", "重量", "点検日", "控え", "印",
)  # fmt: skip
COLUMNS = ("code", "name", "kana", "spec", "maker", "unit", "price", "tax_code", "note", *OWN)
INDEXED = """
    CREATE TABLE indexed (tenant_id uuid DEFAULT current_setting('choba.tenant_id')::uuid,
        id uuid DEFAULT gen_random_uuid(), {columns}, search_text text GENERATED ALWAYS AS
        (lower(code || ' ' || name || ' ' || spec || ' ' || maker)) STORED, PRIMARY KEY (tenant_id, id));
    CREATE UNIQUE INDEX ON indexed (tenant_id, code);
    CREATE INDEX ON indexed (tenant_id, x_rank, id);
    CREATE INDEX ON indexed (tenant_id, x_weight, id);
    CREATE INDEX ON indexed (tenant_id, kana, id);
    CREATE INDEX ON indexed USING gin (search_pairs(search_text, tenant_id));
    CREATE TABLE bare ({columns});
    GRANT ALL ON indexed, bare TO choba_app
"""


def main():
    """Three rounds; each imports into an emptied table, then copies."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("import")
    with inside("system_admin"):
        arrange_own_fields()
        session.commit()
    as_owner(INDEXED.format(columns=", ".join(f"{name} text" for name in COLUMNS)))
    rows = ((*row, *own_values(number)) for number, row in enumerate(product_rows(count)))
    content = written(HEADER, rows)
    print(f"{count:,} rows, {len(content) / 1e6:.1f} MB of cp932")
    ours, indexed, bare, again = [], [], [], []
    for _round in range(3):
        as_owner("TRUNCATE products, product_prices, audit_entries CASCADE")
        ours.append(imported(PRODUCT, "master_admin", content, "created", count))
        again.append(imported(PRODUCT, "master_admin", content, "unchanged", count))
        indexed.append(copied("indexed", COLUMNS, content, count))
        bare.append(copied("bare", COLUMNS, content, count))
        line = (f"{what} {wall:.2f} s (CPU {cpu:.2f})" for what, (wall, cpu) in zip(
            ("import", "the same file again", "csv + COPY with indexes", "without"),
            (ours[-1], again[-1], indexed[-1], bare[-1]), strict=True))  # fmt: skip
        print(", ".join(line))
    print(
        f"CPU ratio {cpu(ours) / cpu(indexed):.2f}; against the table without indexes {cpu(ours) / cpu(bare):.1f}"
    )
    tell("import-rows", middle(one[0] for one in ours), middle(one[0] for one in indexed), "s")


if __name__ == "__main__":
    main()

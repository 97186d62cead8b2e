"""A 100,000-row Shift_JIS file of sales results to visible records, against `csv` + COPY of the same file.

The baseline copies into a table with the indexes and foreign keys that sales results have, from codes that are ids
already: resolving six links a row is ours. A second one, printed beside it, copies into a table with nothing at all.
Then the same file once more (nothing changes), and as a replacement of its month with a hundredth of its rows gone.
"""

import sys

from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.categories.model import Category
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.sales.sales_results.record import SALES_RESULT
from bench._files import copied, cpu, imported, written
from bench._ground import as_owner, fresh_application, inside, middle, tell

HEADER = (
    "sales_no", "sales_date", "account_code", "product_code", "category_code", "org_code", "user_code", "qty",
    "unit_price", "amount", "cost", "gross", "opp_no", "slip_no", "remarks", "update_kind",
)  # fmt: skip
TYPES = (
    "text", "date", "uuid", "uuid", "uuid", "text", "text", "numeric(18,4)", "numeric(18,4)", "bigint", "bigint",
    "bigint", "text", "text", "text", "text",
)  # fmt: skip
PARTNERS, PRODUCTS, CATEGORIES = 2_000, 5_000, 50
INDEXED = """
    CREATE TABLE indexed (tenant_id uuid DEFAULT current_setting('choba.tenant_id')::uuid,
        id uuid DEFAULT gen_random_uuid(), {typed}, search_text text GENERATED ALWAYS AS
        (lower(sales_no || ' ' || slip_no || ' ' || remarks)) STORED, PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, account_code) REFERENCES partners (tenant_id, id),
        FOREIGN KEY (tenant_id, product_code) REFERENCES products (tenant_id, id),
        FOREIGN KEY (tenant_id, category_code) REFERENCES categories (tenant_id, id));
    CREATE UNIQUE INDEX ON indexed (tenant_id, sales_no);
    CREATE INDEX ON indexed (tenant_id, sales_date, id);
    CREATE INDEX ON indexed (tenant_id, account_code, sales_no);
    CREATE INDEX ON indexed (tenant_id, product_code, sales_no);
    CREATE INDEX ON indexed (tenant_id, category_code, sales_no);
    CREATE INDEX ON indexed (tenant_id, user_code, sales_date);
    CREATE INDEX ON indexed USING gin (search_pairs(search_text, tenant_id));
    CREATE TABLE bare ({plain});
    GRANT ALL ON indexed, bare TO choba_app
"""


def main():
    """Two rounds; each imports into an emptied table, loads it again, replaces the month, then copies."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("sales_results")
    ids = _masters()
    typed = ", ".join(f"{name} {kind}" for name, kind in zip(HEADER, TYPES, strict=True))
    as_owner(INDEXED.format(typed=typed, plain=", ".join(f"{name} text" for name in HEADER)))
    rows = list(_rows(count))
    content, plain = written(HEADER, rows), written(HEADER, _resolved(rows, ids))
    shorter = written(HEADER, [row for place, row in enumerate(rows) if place % 100])
    print(f"{count:,} rows, {len(content) / 1e6:.1f} MB of cp932")
    ours, indexed, bare = [], [], []
    for _round in range(2):
        as_owner("TRUNCATE sales_results, audit_entries CASCADE")
        as_owner("ANALYZE sales_results")
        ours.append(imported(SALES_RESULT, "sales_admin", content, "created", count))
        again = imported(SALES_RESULT, "sales_admin", content, "unchanged", count)
        replaced = imported(
            SALES_RESULT, "sales_admin", shorter, "removed", (count + 99) // 100, mode="replace"
        )
        indexed.append(copied("indexed", HEADER, plain, count))
        bare.append(copied("bare", HEADER, content, count))
        line = (f"{what} {wall:.2f} s (CPU {cpu:.2f})" for what, (wall, cpu) in zip(
            ("import", "the same again", "month replaced", "csv + COPY with indexes", "without"),
            (ours[-1], again, replaced, indexed[-1], bare[-1]), strict=True))  # fmt: skip
        print(", ".join(line))
    print(
        f"CPU ratio {cpu(ours) / cpu(indexed):.2f}; against the table without indexes {cpu(ours) / cpu(bare):.1f}"
    )
    tell("sales-results", middle(one[0] for one in ours), middle(one[0] for one in indexed), "s")


def _masters():
    """Enter what the file names; `{code: id}`."""
    known = {}
    with inside("sales_admin"):
        session.commit()  # settling the cast left a transaction open
        for model, letter, count, further in (
            (Category, "K", CATEGORIES, {}),
            (Partner, "C", PARTNERS, {"is_customer": True}),
            (Product, "P", PRODUCTS, {"tax_code": "10"}),
        ):
            rows = [
                {"id": new_id(), "code": f"{letter}{n:05}", "name": f"{letter}{n}", **further}
                for n in range(count)
            ]
            copy_in(model, rows, {"search_text": "", "changed_at": clock.now()})
            known |= {row["code"]: row["id"] for row in rows}
        session.commit()
    return known


def _rows(count):
    for n in range(count):
        price, pieces = 100 + n % 9_000, n % 50 + 1
        yield (
            f"S{n:08}", f"2026/11/{n % 30 + 1:02}", f"C{n % PARTNERS:05}", f"P{n * 7 % PRODUCTS:05}",
            f"K{n % CATEGORIES:05}", "", "", str(pieces), str(price), str(pieces * price),
            str(pieces * price * 7 // 10), "", "", f"D{n // 4:07}", "定期納入分" if n % 9 == 0 else "", "I",
        )  # fmt: skip


def _resolved(rows, ids):
    for row in rows:
        yield (*row[:2], *(str(ids[code]) for code in row[2:5]), *row[5:11], "0", *row[12:])


if __name__ == "__main__":
    main()

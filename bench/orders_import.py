"""100,000 lines of a Rakuten file to orders: read, matched, checked, sealed, stored; against `csv` + COPY of it.

Every line is an order of its own but for each tenth, which is a second line of the one before. Buyers live at real
postal codes; one in twenty lines has a product that nobody knows. CPU of this process and of its database session is
printed too.
"""

import csv
import io
import random
import sys

from sqlalchemy import text

from app.commerce.channels.model import Channel
from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import lines_of, read
from app.commerce.intake.recognising import FORMATS
from app.commerce.intake.refused import Refused
from app.commerce.intake.running import BATCH
from app.commerce.intake.taking import take
from app.kernel import clock, collecting
from app.kernel.db import db, session
from app.kernel.tabular import read_table
from app.masters.products.model import Product
from bench._files import copied, cpu, written
from bench._ground import Watch, as_owner, fresh_application, inside, middle, tell
from tests.commerce.intake.files import SAMPLES

PRODUCTS = 2_000
EMPTIED = (
    "orders, customers, person_prefixes, alerts, slips, slip_lines, order_lines, audit_entries, reservations"
)


def main():
    """Three rounds; each takes the file into emptied tables, then copies it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("orders")
    with inside("shop_manager"):
        _ground()
    header, rows = _lines(count)
    content, columns = written(header, rows, quoting=csv.QUOTE_ALL), [f"c{n}" for n in range(len(header))]
    as_owner(
        "CREATE TABLE bare (" + ", ".join(f"{name} text" for name in columns) + ");"
        "GRANT ALL ON bare TO choba_app"
    )
    collecting.spare()  # as every worker does
    print(f"{count:,} lines, {len(content) / 1e6:.1f} MB of cp932")
    ours, bare = [], []
    for _round in range(3):
        as_owner(f"TRUNCATE {EMPTIED} CASCADE")
        as_owner(
            f"ANALYZE {EMPTIED}"
        )  # else autovacuum may do it in mid-round, see no row, and mislead the planner
        ours.append(_take(content))
        bare.append(copied("bare", columns, content, count))
        print("orders {:.2f} s (CPU {:.2f}), csv + COPY {:.2f} s (CPU {:.2f})".format(*ours[-1], *bare[-1]))
    print(f"CPU ratio {cpu(ours) / cpu(bare):.2f}")
    tell("orders-import", middle(wall for wall, _cpu in ours), middle(wall for wall, _cpu in bare), "s")


def _ground():
    session.add(
        Channel(
            code="R1",
            name="楽天",
            kind="rakuten",
            account="",
            from_prefecture="東京都",
            changed_at=clock.now(),
        )
    )
    session.add_all(
        Product(code=f"sku-{n}", name=f"品物 {n}", tax_code="10", changed_at=clock.now())
        for n in range(PRODUCTS)
    )
    session.commit()


def _lines(count):
    """`(header, rows)`: the sample's first line with other numbers, people, places and products."""
    with (SAMPLES / "rakuten_orders.csv").open(encoding="utf-8", newline="") as file:
        header, first, *_rest = csv.reader(file)
    at = {name: place for place, name in reversed(list(enumerate(header)))}
    chance = random.Random(1)
    places = session.execute(
        text(
            "SELECT code, prefecture, city, town FROM postal_codes p JOIN municipalities m USING (jis) LIMIT 20000"
        )
    ).all()
    rows, number = [], 0
    for line in range(count):
        row = list(first)
        if line % 10 != 9 or not rows:
            number += 1
            place, person = chance.choice(places), number
        row[at["注文番号"]] = f"123456-20261105-{number:010}"
        _person(row, at, "注文者", place, person)
        _person(row, at, "送付先", place, person)
        row[at["注文者メールアドレス"]] = f"buyer{person}@pc.example.ne.jp"
        row[at["商品明細ID"]] = str(line)
        row[at["商品管理番号"]] = "x" if line % 20 == 0 else f"sku-{chance.randrange(PRODUCTS)}"
        row[at["SKU管理番号"]] = row[at["システム連携用SKU番号"]] = ""
        for name in ("コメント", "お届け日指定", "お届け時間帯"):
            row[at[name]] = ""
        rows.append(row)
    return header, rows


def _person(row, at, side, place, person):
    code, prefecture, city, town = place
    values = {
        "郵便番号1": code[:3], "郵便番号2": code[3:], "住所都道府県": prefecture, "住所郡市区": city,
        "住所それ以降の住所": f"{town}{person % 30 + 1}-{person % 9 + 1}", "姓": "山田", "名": f"花子{person}",
        "姓カナ": "ヤマダ", "名カナ": "ハナコ", "電話番号1": "090", "電話番号2": f"{person // 10000:04}",
        "電話番号3": f"{person % 10000:04}",
    }  # fmt: skip
    for name, value in values.items():
        row[at[side + name]] = value


def _take(content):
    with inside("shop_manager"):
        channel = session.query(Channel).one()
        session.commit()
        watch = Watch(session.connection().connection.driver_connection)
        table = read_table(io.BytesIO(content), "orders.csv", quoted=None, unguard=FORMATS["rakuten"].unguard)
        batch, refused = [], 0
        for one in read(FORMATS["rakuten"], table.header, lines_of(table), Options()):
            if isinstance(one, Refused):
                refused += 1
                continue
            batch.append(one.order)
            if len(batch) == BATCH:
                take(channel, batch)
                batch = []
        take(channel, batch)
        session.commit()
        took = watch.read()
        print(
            dict(session.execute(text("SELECT status, count(*) FROM slips GROUP BY 1")).all()),
            "refused",
            refused,
        )
        print(dict(session.execute(text("SELECT kind, count(*) FROM alerts GROUP BY 1")).all()))
        session.commit()
    db.session.remove()
    return took


if __name__ == "__main__":
    main()

"""What every measurement stands on: a migrated database of its own, the cast of the tests, and a way to tell."""

import json
import os
import statistics
import time
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.cli import main as cli
from app.config import Config
from app.factory import create_app
from app.kernel.db import db
from app.masters.products.record import PRODUCT
from app.records.imports.planning import Planned
from app.records.imports.staging import Stage
from app.records.kit.reading import value_of
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.support.people import Cast, People

PARTS = (
    "六角ボルト", "平座金", "ばね座金", "超硬エンドミル", "リニアガイド", "電磁弁", "近接センサ", "丸鋼", "等辺山形鋼",
    "ステンレス板", "アルミ角パイプ", "Oリング", "ボールねじ", "カップリング", "減速機", "端子台", "油圧ホース",
)  # fmt: skip
STEEL = ("SS400", "S45C", "SUS304", "SUS316L", "A5052", "SCM435", "C3604", "POM")

OWN = {
    "x_rank": {"kind": "choice", "label": {"ja": "ランク"}, "list": "rank", "slot": "slot_text_1"},
    "x_weight": {"kind": "decimal", "label": {"ja": "重量"}, "slot": "slot_number_1"},
    "x_checked": {"kind": "date", "label": {"ja": "点検日"}},
    "x_memo": {"kind": "text", "label": {"ja": "控え"}},
    "x_marks": {"kind": "many", "label": {"ja": "印"}, "list": "rank"},
}
"""Five own fields of products, two of them in slots."""
RANKS = ("優", "良", "可", "不可")


def fresh_application(name):
    """The application on an empty, migrated database `choba_bench_<name>` with the cast settled; inside its context."""
    full = f"choba_bench_{name}"
    owner = make_url(os.environ["DATABASE_OWNER_URL"])
    plain = owner.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(full)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(full)))
    for variable in ("DATABASE_OWNER_URL", "DATABASE_URL"):
        url = make_url(os.environ[variable]).set(database=full)
        os.environ[variable] = url.render_as_string(hide_password=False)
    cli(["migrate"])
    app = create_app(Config.from_environment())
    app.app_context().push()
    People(db).settle()
    return app


@contextmanager
def inside(role="master_admin", tenant="yamada"):
    """Act as somebody of the cast, as a request would."""
    cast = Cast(db)
    with cast.inside(cast.person(tenant, role)) as actor:
        yield actor


def raw_connection():
    """A bare psycopg connection as the serving role, in yamada's tenant (autocommit)."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql")
    connection = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
    connection.execute(f"SET choba.tenant_id = '{Cast(db).buyer.tenant_id}'")
    return connection


def as_owner(statement):
    """Run one statement as the owner, in yamada's tenant (ANALYZE, bulk data)."""
    url = make_url(os.environ["DATABASE_OWNER_URL"]).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"SET choba.tenant_id = '{Cast(db).buyer.tenant_id}'")
        connection.execute(statement)


def interleaved(ours, baseline, rounds, clock=time.process_time):
    """Seconds of each: two lists, the calls taking turns so that both meet the same machine."""
    times = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            started = clock()
            (ours, baseline)[which]()
            times[which].append(clock() - started)
    return times


class Watch:
    """Wall clock, and CPU of this process with that of a database session on this machine."""

    def __init__(self, connection):
        self.session = Path(f"/proc/{connection.info.backend_pid}/stat")
        self.started, self.spent = time.perf_counter(), self._cpu()

    def _cpu(self):
        figures = self.session.read_text().rpartition(")")[2].split()
        return time.process_time() + (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")

    def read(self):
        """`(seconds, CPU seconds)` since the beginning."""
        return time.perf_counter() - self.started, self._cpu() - self.spent


def product_rows(count, first=0):
    """`(code, name, kana, spec, maker, unit, price, tax, note)` of products, different from each other, repeatable."""
    for number in range(first, first + count):
        part, steel = PARTS[number % len(PARTS)], STEEL[number // 7 % len(STEEL)]
        name = f"{part} {steel} M{number % 97}×{number % 313}{' 特注' if number % 1000 == 7 else ''}"
        yield (
            f"P-{number:07}", name, "", f"{steel} 長さ{number % 4000}mm", f"帳場工業{number % 50}", "個",
            str(100 + number % 9000), "10%" if number % 10 else "軽減", "",
        )  # fmt: skip


def arrange_own_fields():
    """Give products the five fields of OWN."""
    values = [{"code": f"r{place}", "label": {"ja": label}} for place, label in enumerate(RANKS)]
    configure("codes", {"rank": {"values": values}}, "codes_changed")
    configure("record:product", {"fields": OWN}, "fields_added")


def own_values(number):
    """What a file says in the five fields for the product of that number."""
    day = f"2026/{number % 12 + 1:02}/{number % 28 + 1:02}"
    marks = ";".join(RANKS[: number % 3])
    return RANKS[number % 4], f"{number % 5000 / 10:.1f}", day, f"棚{number % 700}", marks


def load_products(count, first=0, own=False):
    """Put the products from number `first` up to `count` into yamada, by the import's own staging; commits.

    With `own` they have values in the five fields of OWN.
    """
    names = ("code", "name", "kana", "spec", "maker", "unit", "price", "tax_code", "note")
    with inside():
        kind, batch = shaped(PRODUCT), []
        stage = Stage(kind, {})
        for line, row in enumerate(product_rows(count - first, first), 2):
            values = dict(zip(names, row, strict=True)) | {"tax_code": "10" if line % 10 else "8R"}
            values["price"] = Decimal(values["price"])
            if own:
                given = zip(OWN, own_values(line - 2), strict=True)
                values |= {name: value_of(kind.fields[name], text) for name, text in given}
            batch.append(Planned(line, values, None, {}))
            if len(batch) == 20_000:
                stage.create(batch)
                batch = []
        stage.create(batch)
        db.session.commit()
    as_owner("ANALYZE products")


def middle(times):
    """Median."""
    return statistics.median(times)


def at_95(times):
    """95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def waited(ours, baseline, rounds=100):
    """`(median of ours, 95th percentile of ours, that of the baseline)` in ms of the wall clock, taking turns."""
    mine, plain = interleaved(ours, baseline, rounds, clock=time.perf_counter)
    return middle(mine) * 1000, at_95(mine) * 1000, at_95(plain) * 1000


def tell(name, ours, baseline, unit="ms"):
    """The last line: the figure as JSON."""
    figure = {"name": name, "ours": round(ours, 3), "baseline": round(baseline, 3)}
    print(json.dumps({**figure, "ratio": round(ours / baseline, 2), "unit": unit}))

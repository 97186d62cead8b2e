"""The order desk on 500,000 orders: list and counts through the whole stack, against the same statements by psycopg and
the same template in the same app.

The list as it opens, one status, another order, and searches by the beginning of an order number (of few, of many, of
all orders), a telephone number, a tracking number and a name. Wall clock, database included, since that is what a
clerk waits for. `bin/bench order-desk [orders] [rounds]`; `plans` prints how the database answers each.
"""

import datetime as dt
import sys
import time
from types import SimpleNamespace
from unittest.mock import patch
from urllib.parse import parse_qsl

from flask import g, render_template
from flask.testing import FlaskClient
from sqlalchemy import event

from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_request
from app.commerce.channels.model import Channel
from app.commerce.desk import queries as desk
from app.commerce.desk.views import slips as view
from app.commerce.orders.model import Order, OrderLine
from app.commerce.persons.keys import keys_of, prefixes_of
from app.commerce.persons.model import PersonPrefix
from app.commerce.persons.person import Person
from app.commerce.slips.model import Slip, SlipLine, Tracking
from app.commerce.slips.record import SLIP
from app.commerce.slips.statuses import OPEN
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import db, session
from app.kernel.ids import new_id
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.records.pages.views import lists
from bench._ground import (
    Cast,
    as_owner,
    at_95,
    fresh_application,
    inside,
    interleaved,
    middle,
    raw_connection,
    tell,
)
from bench._pages import environ_of, served
from tests.support.signing_in import signed_in_as

PATH = "/yamada/slips"
SHOPS, PEOPLE, PORTION, LEAST = 5, 2_000, 25_000, 60
DUE, GOAL, MOST = 60, 1.8, 500_000
FAMILIES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水".split()
CASES = (
    ("opens", ""),
    ("status", "?status=ready"),
    ("wished-day", "?sort=wished_on"),
    ("number", "?q=100003-0000200"),
    ("number-many", "?q=100003-00"),
    ("number-all", "?q=100"),
    ("telephone", "?q=090-0000-0007"),
    ("tracking", "?q=400000300007"),
    ("name", "?q=佐々木"),
)


def main():
    """Fill, then every case: ours and the baseline taking turns."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    count, rounds = (numbers + [MOST, LEAST][len(numbers) :])[:2]
    app = fresh_application("desk")
    app.test_client_class = FlaskClient
    started = time.perf_counter()
    with inside("shop_manager"):
        fill(count)
    as_owner("VACUUM ANALYZE orders, slips, trackings, person_prefixes, slip_lines, order_lines")
    print(f"{count:,} orders in {time.perf_counter() - started:.0f} s")
    person = Cast(db).shop_manager
    client = signed_in_as(app.test_client(), person)
    for name, query in CASES:
        compare(name, app, client, person, query, rounds)


def fill(count):
    """Orders of five shops, one in thirty still to be worked on; each is for one of some thousand persons."""
    shops = [
        Channel(code=f"S{n}", name=f"店舗{n}", kind="rakuten", changed_at=clock.now()) for n in range(SHOPS)
    ]
    session.add_all(shops)
    session.flush()
    people = [_known(number) for number in range(PEOPLE)]
    begun = clock.now() - dt.timedelta(days=400)
    shop_ids = [one.id for one in shops]
    for first in range(0, count, PORTION):
        _portion(range(first, min(first + PORTION, count)), shop_ids, people, begun)
        session.commit()


def _known(number):
    """`(sealed for orders, sealed for slips, keys, prefixes)`: opening costs the same whoever it is."""
    person = Person(
        family=FAMILIES[number % len(FAMILIES)], given=f"花子{number}", postal="1050011", prefecture="東京都",
        city="港区", street=f"芝公園{number}", phone=f"090-0000-{number:04}", mail=f"p{number}@example.com",
    )  # fmt: skip
    return person, keys_of(person), prefixes_of(person)


def _portion(numbers, shops, people, begun):
    orders, lines, slips, contents, trackings, prefixes = [], [], [], [], [], []
    for number in numbers:
        person, keys, begins = people[number * 7 % PEOPLE]
        at, order_id, slip_id, line_id = begun + dt.timedelta(minutes=number), new_id(), new_id(), new_id()
        status = OPEN[number // 30 % len(OPEN)] if number % 30 == 0 else "done"
        same = {"channel_id": shops[number % SHOPS], "ordered_at": at, "created_at": at, "changed_at": at}
        known = {"phone_key": keys.phone_key, "name_key": keys.name_key, "address_key": keys.address_key}
        text = f"10000{number % SHOPS}-{number:010}"
        orders.append({
            "id": order_id, "number": text, "buyer": person, "mail_key": keys.mail_key, "total": 3240, **same, **known,
        })  # fmt: skip
        slips.append({
            "id": slip_id, "order_id": order_id, "slip_no": 1, "order_number": text, "recipient": person, "total": 3240,
            "status": status, "region": "13", "held_from": "new" if status == "held" else None,
            "wished_on": (at + dt.timedelta(days=3)).date() if number % 3 == 0 else None, **same, **known,
        })  # fmt: skip
        lines.append(
            {"id": line_id, "order_id": order_id, "line_no": 1, "key": "1", "name": "品物", "quantity": 1}
        )
        contents.append({"slip_id": slip_id, "order_line_id": line_id, "quantity": 1})
        if status == "done":
            issued = f"4{number:011}"
            trackings.append({
                "slip_id": slip_id, "piece_no": 1, "carrier": "yamato", "number": issued, "created_at": at,
            })  # fmt: skip
        prefixes += [{"order_id": order_id, "key": key} for key in begins]
    for model, rows in (
        (Order, orders), (OrderLine, lines), (Slip, slips), (SlipLine, contents), (Tracking, trackings),
        (PersonPrefix, prefixes),
    ):  # fmt: skip
        copy_in(model, rows)


def compare(name, app, client, person, query, rounds):
    """Ours beside the baseline; the 95th percentile is what the slowest clerk waits for."""
    with inside("shop_manager"):
        asked = question_from(shaped(SLIP), dict(parse_qsl(query[1:]))).query()
    environ = environ_of(client, PATH, asked)
    served(app, environ)
    baseline = Baseline(app, person, environ)
    page, plain = served(app, environ), baseline()
    if abs(len(page) - len(plain)) > 300:
        print(f"{name}: {len(page):,} bytes against {len(plain):,}: the two pages DIFFER")
    if "plans" in sys.argv:
        baseline.explain()
    ours, theirs = interleaved(lambda: served(app, environ), baseline, rounds, time.perf_counter)
    found = page.count(b'class="row-link"') or page.count(b"<tr id=")
    late = at_95(ours) * 1000
    print(
        f"{name}: {found} rows, p95 {late:.1f} ms of {DUE} ms, statements alone {baseline.statements_ms():.1f} ms"
    )
    tell(f"order-desk-{name}", middle(ours) * 1000, middle(theirs) * 1000)


class Rows(list):
    """Rows with the tokens of their neighbours."""

    next, previous = "following", None


class Baseline:
    """The page as somebody would write it by hand: its statements, one template, everything else known.

    Statements are not prepared: the application's are not either, as every request ends its transaction, and a plan
    for any parameters knows no partial index.
    """

    def __init__(self, app, person, environ):
        self.app, self.raw = app, raw_connection()
        tenant, _slash, path = PATH.lstrip("/").partition("/")
        self.environ = environ | {"SCRIPT_NAME": f"/{tenant}", "PATH_INFO": f"/{path}"}
        self.heard = []
        with self.request(), inside("shop_manager"):
            self.tenant = tenant_by_slug("yamada")
            self.user = row_for_request(person.tenant_id, person.user_id, "slip")
            event.listen(db.engine, "before_cursor_execute", self.hear)
            with patch.object(lists, "page", lambda *_names, **values: values):
                self.values = lists.list_page(
                    shaped(SLIP), counts=desk.counts(), columns_of_desk=_columns(), cap=desk.CAP
                )
            event.remove(db.engine, "before_cursor_execute", self.hear)
            self.sealed = 1 + list(shaped(SLIP).columns).index("recipient")
            db.session.rollback()
        self.statements = [(text, given) for text, given in self.heard if "FROM slips" in text]

    def hear(self, _connection, _cursor, statement, parameters, _context, _many):
        """Note what ours asks the database."""
        self.heard.append((statement, parameters))

    def request(self):
        """A request for the page, routed as a real one."""
        return self.app.request_context(dict(self.environ))

    def asked(self):
        """`(counts, rows)` as the database gives them."""
        counted, *_found, rows = (self.raw.execute(*one, prepare=False) for one in self.statements)
        names = [column.name for column in counted.description]
        return dict(zip(names, counted.fetchone(), strict=True)), rows.fetchall()

    def statements_ms(self):
        """The median of what the statements alone take."""
        times = []
        for _ in range(20):
            started = time.perf_counter()
            self.asked()
            times.append(time.perf_counter() - started)
        return middle(times) * 1000

    def explain(self):
        """How the database answers them."""
        for text, given in self.statements:
            plan = self.raw.execute("EXPLAIN (ANALYZE, BUFFERS) " + text, given, prepare=False).fetchall()
            print("\n".join(line for (line,) in plan))

    def __call__(self):
        """The page's bytes."""
        with self.request() as request:
            request.request.blueprints  # noqa: B018 -- as the routing of a request fills it
            g.tenant, g.user, g.identity, g.csp_nonce = self.tenant, self.user, SimpleNamespace(), "n"
            context.set_actor(actor_from(self.user))
            context.set_tenant(self.tenant.id)
            counts, rows = self.asked()
            opened = Slip.__table__.c.recipient.type.open
            at = self.sealed
            rows = [(*row[:at], opened(row[at]), *row[at + 1 :]) for row in rows[:50]]
            html = render_template(
                "commerce/desk/slips/index.html", **{**self.values, "counts": counts, "rows": Rows(rows)}
            )
            return self.app.make_response(html).get_data()


def _columns():
    return [view.LABELS[one] for one in OPEN]


if __name__ == "__main__":
    main()

"""A list of 50 of 100,000 rows through the whole stack, against raw psycopg and the same template in the same app.

Twice: the list as it opens, and with 8 columns of which 3 are own fields and 2 questions to own fields. CPU of this
process, both asked as a server asks an application (the client's own work is not counted). The two pages must be the
same to the byte, but for the tokens that change with every answer. Then the first page of an indexed order with a tenth
of the rows and with all of them: CPU of process and database, ours alone.
"""

import cProfile
import gzip
import pstats
import sys
import time
from types import SimpleNamespace
from unittest.mock import patch

from flask import g, render_template
from flask.testing import FlaskClient

from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_request
from app.kernel import context
from app.kernel.db import db
from app.masters.products.record import PRODUCT
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.pages.views import lists
from bench._ground import (
    Watch,
    as_owner,
    fresh_application,
    inside,
    interleaved,
    load_products,
    middle,
    raw_connection,
    tell,
)
from bench._pages import environ_of, served, told_apart
from tests.support.people import Cast
from tests.support.signing_in import signed_in_as

PATH = "/yamada/products"
OWN = "?columns=code,name,category_id,price,x_rank,x_weight,x_checked&x_rank.in=a&x_weight.from=100&sort=code"
FIELDS = {
    "x_rank": {"kind": "choice", "label": {"ja": "ランク"}, "list": "rank", "slot": "slot_text_1"},
    "x_weight": {"kind": "decimal", "label": {"ja": "重量"}, "slot": "slot_number_1"},
    "x_checked": {"kind": "date", "label": {"ja": "点検日"}, "slot": "slot_day_1"},
}
CODES = {"rank": {"values": [{"code": one, "label": {"ja": one.upper()}} for one in "abc"]}}
FILL = """
    UPDATE products SET extra = jsonb_build_object('x_rank', rank, 'x_weight', weight::text, 'x_checked', day::text),
           slot_text_1 = rank, slot_number_1 = weight * 10000, slot_day_1 = day
      FROM (SELECT id, substr('abc', 1 + n % 3, 1) AS rank, n % 500 AS weight, date '2026-04-01' + n % 300 AS day
              FROM (SELECT id, substr(code, 3)::int AS n FROM products) numbered) made
     WHERE products.id = made.id AND slot_text_1 IS NULL
"""
JOINED = "FROM products p LEFT JOIN categories c ON c.tenant_id = p.tenant_id AND c.id = p.category_id"
ROWS = f"""
    SELECT p.id, p.code, p.name, c.name, p.spec, p.unit, p.price, p.tax_code, p.state, p.code {JOINED}
     WHERE p.tenant_id = %s AND p.state <> 'archived' ORDER BY p.code, p.id LIMIT 51
"""
OWN_ROWS = f"""
    SELECT p.id, p.code, p.name, c.name, p.price, coalesce(p.extra ->> 'x_rank', ''),
           (p.extra ->> 'x_weight')::numeric, (p.extra ->> 'x_checked')::date, p.state, p.code {JOINED}
     WHERE p.tenant_id = %s AND p.state <> 'archived' AND p.slot_text_1 = 'a' AND p.slot_number_1 >= 1000000
     ORDER BY p.code, p.id LIMIT 51
"""
CASES = (("list-page-plain", "", ROWS), ("list-page", OWN, OWN_ROWS))


class Rows(list):
    """Rows with the addresses' tokens of their neighbours."""

    next, previous = "following", None


def main():
    """Two hundred pages of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = fresh_application("list")
    app.test_client_class = FlaskClient
    with inside("system_admin"):
        configure("codes", CODES, "made")
        configure("record:product", {"fields": FIELDS}, "made")
        db.session.commit()
    client = signed_in_as(app.test_client(), Cast(db).buyer)
    load(count // 10)
    few = {path: first_page(client, path) for path in ("", "?sort=-kana", "?sort=x_checked")}
    load(count, count // 10)
    for path, before in few.items():
        after = first_page(client, path)
        print(
            f"first page {path or '?sort=code'}: {count // 10:,} rows {before:.1f} ms, {count:,} rows {after:.1f} ms"
        )
        tell(f"ten-times-the-rows{path}", after, before)
    for name, query, statement in CASES:
        compare(name, app, client, query, statement)


def load(count, first=0):
    """So many products with values in their own fields."""
    load_products(count, first)
    as_owner(FILL)
    as_owner("VACUUM ANALYZE products")


def answer(client, query):
    """The page, as a request of its own."""
    for name in list(g):
        g.pop(name)
    return client.get(PATH + query)


def first_page(client, query):
    """CPU of the first page in ms: this process and its database session, the mean of three hundred."""
    answer(client, query)
    with db.engine.connect() as connection:
        watch = Watch(connection.connection.driver_connection)
    for _ in range(300):
        answer(client, query)
    return watch.read()[1] * 1000 / 300


def compare(name, app, client, query, statement):
    """Ours beside the baseline, and where ours spends its time."""
    environ = environ_of(client, PATH, query[1:])
    baseline = Baseline(app, Cast(db).buyer, environ, statement)
    page, plain = served(app, environ).decode(), baseline().decode()
    size, packed = len(page.encode()) / 1000, len(gzip.compress(page.encode())) / 1000
    print(f"{name}: {size:.0f} kB, {packed:.1f} kB packed; {told_apart(page, plain)}")
    if "--profile" in sys.argv:
        with cProfile.Profile(time.process_time) as profile:
            for _ in range(100):
                answer(client, query)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(r"app/|session.py|flask/templating", 30)
    times = interleaved(lambda: served(app, environ), baseline, 200)
    tell(name, middle(times[0]) * 1000, middle(times[1]) * 1000)


class Baseline:
    """The page as somebody would write it by hand without a kit: one query, one template, everything else known."""

    def __init__(self, app, person, environ, statement):
        self.app, self.raw, self.person, self.statement = app, raw_connection(), person, statement
        tenant, _slash, path = PATH.lstrip("/").partition("/")
        self.environ = environ | {"SCRIPT_NAME": f"/{tenant}", "PATH_INFO": f"/{path}"}
        with self.request(), inside("buyer"):
            self.tenant = tenant_by_slug("yamada")
            self.user = row_for_request(person.tenant_id, person.user_id, "product")
            with patch.object(lists, "page", lambda *_names, **values: values):
                self.values = lists.index(shaped(PRODUCT))
            db.session.rollback()

    def request(self):
        """A request for the page, routed as a real one."""
        return self.app.request_context(dict(self.environ))

    def __call__(self):
        """The page's bytes."""
        with self.request() as request:
            request.request.blueprints  # noqa: B018 -- as the routing of a request fills it
            g.tenant, g.user, g.identity, g.csp_nonce = self.tenant, self.user, SimpleNamespace(), "n"
            context.set_actor(actor_from(self.user))
            rows = self.raw.execute(self.statement, [self.person.tenant_id]).fetchall()
            html = render_template(
                "records/pages/lists/index.html", **{**self.values, "rows": Rows(rows[:50])}
            )
            return self.app.make_response(html).get_data()


if __name__ == "__main__":
    main()

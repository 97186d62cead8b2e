"""A list of 50 of 100,000 rows through the whole stack, against raw psycopg and the same template in the same app.

CPU of this process. The two pages must be the same to the byte, but for the tokens that change with every answer.
"""

import gzip
import re
import sys
from difflib import unified_diff
from types import SimpleNamespace

from flask import g, render_template, url_for
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_request
from app.kernel import context
from app.kernel.db import db
from app.masters.products.record import PRODUCT
from app.records.lists.asking import question_from
from app.records.pages.forms import ExportForm
from app.records.pages.views.listed import columns_of
from bench._ground import fresh_application, inside, interleaved, load_products, middle, raw_connection, tell
from tests.support.people import Cast
from tests.support.signing_in import signed_in_as

PATH = "/yamada/products"
ROWS = """
    SELECT p.id, p.code, p.name, c.name, p.spec, p.unit, p.price, p.tax_code, p.state, p.code
      FROM products p LEFT JOIN categories c ON c.tenant_id = p.tenant_id AND c.id = p.category_id
     WHERE p.tenant_id = %s AND p.state <> 'archived' ORDER BY p.code, p.id LIMIT 51
"""
CHANGING = re.compile(r'"X-CSRFToken": "[^"]+"|name="csrf_token" value="[^"]+"|nonce="[^"]+"|after=[\w-]+')


class Rows(list):
    """Rows with the addresses' tokens of their neighbours."""

    next, previous = "following", None


def main():
    """Two hundred pages of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = fresh_application("list")
    load_products(count)
    app.test_client_class = FlaskClient
    buyer = Cast(db).buyer
    client = signed_in_as(app.test_client(), buyer)
    baseline = Baseline(app, buyer)

    def ours():
        for name in list(g):
            g.pop(name)
        return client.get(PATH)

    page, plain = ours().get_data(as_text=True), baseline()
    same = CHANGING.sub("", page) == CHANGING.sub("", plain)
    size, packed = len(page.encode()) / 1000, len(gzip.compress(page.encode())) / 1000
    print(f"{count:,} rows; {size:.0f} kB, {packed:.1f} kB packed")
    print("the two pages are the same" if same else "THE TWO PAGES DIFFER")
    if not same:
        print("\n".join(list(unified_diff(page.splitlines(), plain.splitlines(), lineterm="", n=0))[:20]))
    times = interleaved(ours, baseline, 200)
    print(f"median {middle(times[0]) * 1000:.1f} ms of CPU, baseline {middle(times[1]) * 1000:.1f} ms")
    tell("list-page", middle(times[0]) * 1000, middle(times[1]) * 1000)


class Baseline:
    """The page as somebody would write it by hand without a kit: one query, one template."""

    def __init__(self, app, person):
        self.app, self.raw, self.person = app, raw_connection(), person
        with app.test_request_context(PATH), inside("buyer"):
            self.tenant = tenant_by_slug("yamada")
            self.user = row_for_request(person.tenant_id, person.user_id)
            self.columns = columns_of(PRODUCT)
            self.choices = {f.name: [(o.value, o.label) for o in f.offered()] for f in PRODUCT.filters}
            db.session.rollback()

    def __call__(self):
        """The page's HTML."""
        with self.app.test_request_context(
            "/products", environ_overrides={"SCRIPT_NAME": "/yamada"}
        ) as request:
            request.request.blueprints  # noqa: B018 -- as the routing of a request fills it
            g.tenant, g.user, g.identity, g.csp_nonce = self.tenant, self.user, SimpleNamespace(), "n"
            context.set_actor(actor_from(self.user))
            rows = self.raw.execute(ROWS, [self.person.tenant_id]).fetchall()
            return render_template(
                "records/pages/lists/index.html",
                kind=PRODUCT,
                question=question_from(PRODUCT, MultiDict()),
                choices=self.choices,
                base=url_for(".index"),
                chips=[],
                columns=self.columns,
                rows=Rows(rows[:50]),
                undo=None,
                export_form=ExportForm(formdata=None),
            )


if __name__ == "__main__":
    main()

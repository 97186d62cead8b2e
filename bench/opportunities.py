"""Selling on full tables: a list of 50 of 100,000 opportunities, a board of 500 cards, 5,000 activities of an account.

Each through the whole stack beside the raw page: its own statements by bare psycopg, the same template with what the
view gave it, in the same application. CPU of this process, asked as a server asks an application; pages the same to the
byte, but for the tokens that change with every answer. The last line is the list's. `bin/bench opportunities 20000`
takes another number.
"""

import os
import sys

from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.kernel.db import db, session
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.records.layouts.shaping import shaped
from app.records.pages.views import lists, showing
from app.sales.activities.model import Activity
from app.sales.boards import views as boards
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from bench import _selling as selling
from bench._baseline import Baseline, compare
from bench._ground import fresh_application, inside
from tests.support.people import Cast
from tests.support.signing_in import signed_in_as

SELLER = "salesperson"


def main():
    """Two hundred pages of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = fresh_application("opportunities")
    app.test_client_class = FlaskClient
    fill(count)
    client = signed_in_as(app.test_client(), Cast(db).person("yamada", SELLER))
    with inside(SELLER):
        account = session.scalar(select(Partner.id).where(Partner.code == "A0000001"))
        print(
            f"{session.scalar(select(func.count()).select_from(Opportunity)):,} opportunities, load {os.getloadavg()}"
        )
    pages = (
        ("board", "/opportunities/board", boards, boards.index),
        ("account", f"/partners/{account}", showing, lambda: showing.show(shaped(PARTNER), account)),
        ("opportunities", "/opportunities", lists, lambda: lists.index(shaped(OPPORTUNITY))),
    )
    for name, path, module, view in pages:
        compare(name, Baseline(app, client, SELLER, path, module, view))


def fill(count):
    """A thousand accounts, so many opportunities (one in twenty open) and activities, 5,000 of them with one."""
    selling.phases()
    owner = f"'{Cast(db).person('yamada', SELLER).user_id}'::uuid"
    name = f"{selling.of(selling.PLACES)} || {selling.of(selling.THINGS, 7)} || 'の' || {selling.of(selling.ACTS, 3)}"
    partner = "(SELECT id FROM partners WHERE code = 'A' || lpad(({})::text, 7, '0'))"
    made = {"code": "'A' || lpad(n::text, 7, '0')", "name": f"{selling.of(selling.PLACES)} || '機械' || n"}
    selling.make(Partner, 1000, **made, is_customer="true", owner_id=owner)
    selling.without_search(("opportunities", "activities"), lambda: _deals(count, owner, name, partner))


def _deals(count, owner, name, partner):
    standing = "CASE WHEN n % 20 = 0 THEN 'open' WHEN n % 3 = 0 THEN 'lost' ELSE 'won' END"
    phase = f"(SELECT id FROM phases p WHERE p.standing = {standing} ORDER BY position OFFSET (n / 20) % 3 LIMIT 1)"
    phase = f"coalesce({phase}, (SELECT id FROM phases p WHERE p.standing = {standing} LIMIT 1))"
    day = "date '2026-12-01' + (n * 7919 % 400 - 200)::int"
    selling.make(
        Opportunity, count, code="'O' || lpad(n::text, 7, '0')", name=name, standing=standing, phase_id=phase,
        partner_id=partner.format("1 + n % 1000"), owner_id=owner, amount="100000 + n % 977 * 10000", expected_on=day,
        first_expected_on=f"{day} - n % 2 * 30", next_step="'次回の打合せ'", next_on="date '2026-12-10'",
        closed_on="CASE WHEN n % 20 > 0 THEN date '2026-03-01' + (n % 200)::int END", probability="30",
    )  # fmt: skip
    selling.make(
        Activity, count, code="'K' || lpad(n::text, 7, '0')", name=name, owner_id=owner,
        content="'仕様の確認と見積の説明'",
        starts_at="timestamptz '2026-11-20 10:00+09' - n * interval '11 minutes'", standing="'result'",
        partner_id=partner.format("CASE WHEN n <= 5000 THEN 1 ELSE 1 + n % 1000 END"),
        opportunity_id="(SELECT id FROM opportunities WHERE code = 'O' || lpad(n::text, 7, '0'))",
    )  # fmt: skip


if __name__ == "__main__":
    main()

"""Sharing on full tables: the list of 50 of 100,000 deals of one organisation, and finding one by its numbers and name.

CPU of the whole answer with that of the database session, the middle of some rounds, beside the same list with a tenth
of the deals: what is not on the page must not cost. `bin/bench deals 20000` takes another number.
"""

import os
import sys

from flask.testing import FlaskClient
from sqlalchemy import event

from app.kernel.db import db, session
from app.trade.deals.opening import open_deal
from app.trade.organisations.arranging import add_organisation, set_members
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern
from bench._ground import Watch, as_owner, fresh_application, inside, middle, tell
from bench._pages import environ_of, served
from tests.support.people import Cast
from tests.support.signing_in import signed_in_as

TABLES = "deals participations documents root_fields keys own_notes".split()
ROUNDS = 15
OUT = Pattern("export", "FCL", brokered=True, coastal=False)
CLERK = "trade_clerk"
DEAL = "('d' || lpad(to_hex(n), 7, '0') || '-0000-7000-8000-000000000001')::uuid"
ROOTS = {
    "booking_number": "'BK' || n",
    "bl_number": "'TOYO' || n",
    "scac": "'TOYO'",
    "vessel_name": "'TOYO HIKARI'",
}
ROOTS |= {
    "voyage": "n || 'W'",
    "pol": "'JPYOK'",
    "pod": "'SGSIN'",
    "etd": "'2026-12-01'",
    "eta": "'2026-12-10'",
}
KEYS = {
    "booking_number": "'BK' || n",
    "bl_number": "'TOYO' || n",
    "containers": "'CSQU' || lpad(n::text, 7, '0')",
}


def seat(letter):
    """SQL: the id of a seat of deal `n`."""
    return f"('{letter}' || lpad(to_hex(n), 7, '0') || '-0000-7000-8000-000000000002')::uuid"


def main():
    """Fill, then ask."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = fresh_application("deals")
    app.test_client_class = FlaskClient
    model = begin()
    client = signed_in_as(app.test_client(), Cast(db).person("yamada", CLERK))
    times = {}
    for first, last in ((1, count // 10), (count // 10 + 1, count)):
        fill(model, first, last)
        times[last] = {name: asked(app, client, query) for name, query in questions(last).items()}
        for name, (seconds, statements) in times[last].items():
            print(
                f"{last:,}, {name}: {seconds * 1000:.1f} ms CPU, {statements} statements, load {os.getloadavg()[0]:.0f}"
            )
    ours, few = times[count]["list"][0], times[count // 10]["list"][0]
    tell("deals", ours * 1000, few * 1000, "ms")


def questions(last):
    """What is asked of the list."""
    return {
        "list": "",
        "booking": f"q=BK{last // 2}",
        "carrier and booking": f"q=TOYO+BK{last // 2}",
        "container": f"q=CSQU{last // 2:07d}",
        "in-house": f"q=Y-{last // 2}",
        "no such number": "q=ZZZZ99999",
        "name": "q=%E5%8F%96%E5%BC%95+77",
        "all states": "status=",
    }


def begin():
    """One deal made as people make it; its rows are what the others copy. Returns its id."""
    with inside(CLERK, "foreign") as actor:
        set_members(add_organisation("LINE", ["OC"], name="定期船部"), [actor.id])
        session.commit()
    with inside(CLERK) as actor:
        mine = add_organisation("SHIPPER", ["SH"], name="貿易課")
        set_members(mine, [actor.id])
        deal = open_deal("取引 0", OUT, mine, "SH").deal.id
        invite(enter(deal, lock=True), found_by_code("LINE"), "OC")
        session.commit()
    return deal


def fill(model, first, last):
    """Deals number `first` to `last`: two seats, two documents, nine shared fields, three keys and a number each."""
    for table in TABLES:
        as_owner(f"ALTER TABLE trade_{table} NO FORCE ROW LEVEL SECURITY")
    numbers = f"generate_series({first}, {last}) n"
    _rooms(model, numbers)
    for kind, letter in (("booking_confirmation", "b"), ("shipping_instruction", "a")):
        as_owner(
            f"""INSERT INTO trade_documents (deal_id, id, creator_id, number, kind, unit_key, status, etag, single,
                    restricted, version, links, body)
                SELECT {DEAL}, uuidv7(), {seat(letter)}, 'EXP-X-' || n || '-{letter}', '{kind}', '', 'sent', '', true,
                    false, 1, '[]', '{{}}' FROM {numbers}"""
        )
    for path, text in ROOTS.items():
        as_owner(
            f"""INSERT INTO trade_root_fields (deal_id, path, value, plain, links)
                SELECT {DEAL}, '{path}', to_jsonb(({text})::text), {text}, '[]' FROM {numbers}"""
        )
    for path, text in KEYS.items():
        as_owner(f"INSERT INTO trade_keys SELECT {DEAL}, '{path}', {text} FROM {numbers}")
    for table in TABLES:
        as_owner(f"ALTER TABLE trade_{table} FORCE ROW LEVEL SECURITY")
        as_owner(f"VACUUM ANALYZE trade_{table}")


def _rooms(model, numbers):
    copied = "tenant_id, pattern, inquiry, ancestors_see, length, version"
    as_owner(
        f"""INSERT INTO trade_deals (id, number, name, status, {copied})
            SELECT {DEAL}, 'EXP-X-' || n, '取引 ' || n, CASE WHEN n % 4 = 0 THEN 'completed' ELSE 'open' END, {copied}
            FROM trade_deals, {numbers} WHERE id = '{model}'"""
    )
    copied = "tenant_id, organisation_id, business_type, hidden, status, grants"
    as_owner(
        f"""INSERT INTO trade_participations (deal_id, id, inviter_id, last_event_at, {copied})
            SELECT {DEAL}, CASE WHEN inviter_id IS NULL THEN {seat("a")} ELSE {seat("b")} END,
                CASE WHEN inviter_id IS NOT NULL THEN {seat("a")} END, now() - n * interval '1 minute', {copied}
            FROM trade_participations, {numbers} WHERE deal_id = '{model}' ORDER BY n, inviter_id NULLS FIRST"""
    )
    as_owner(
        f"""INSERT INTO trade_own_notes (tenant_id, id, deal_id, participation_id, organisation_id, number)
            SELECT tenant_id, uuidv7(), {DEAL}, {seat("a")}, organisation_id, 'Y-' || n
            FROM trade_participations, {numbers} WHERE deal_id = '{model}' AND inviter_id IS NULL"""
    )


def asked(app, client, query):
    """`(CPU seconds of the middle answer, statements)` of the list."""
    environ, seconds, seen = environ_of(client, "/yamada/deals/", query), [], []

    def listener(*arguments):
        seen.append(arguments[2])

    served(app, environ)
    event.listen(db.engine, "before_cursor_execute", listener)
    for _round in range(ROUNDS):
        with db.engine.connect() as connection:
            watch = Watch(connection.connection.driver_connection)
        served(app, environ)
        seconds.append(watch.read()[1])
    event.remove(db.engine, "before_cursor_execute", listener)
    return middle(seconds), len(seen) // ROUNDS


if __name__ == "__main__":
    main()

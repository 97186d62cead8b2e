"""A request to 20 suppliers through `exchange`, against the bare inserts of the very same rows in one transaction."""

import cProfile
import datetime as dt
import pstats
import sys
import time
import uuid
from contextlib import contextmanager

from psycopg.types.json import Jsonb
from sqlalchemy import event, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from app.access.tenants.queries import tenant_by_id
from app.access.users.founding import found, settle
from app.access.users.queries import actor_of
from app.kernel import clock, context, tenancy
from app.kernel.db import db, session
from app.kernel.ids import new_id
from app.masters.partners.model import Partner
from app.platform.storage import keep_bytes
from app.procurement.rfqs.model import Rfq
from app.procurement.rfqs.operations import draft_rfq
from bench._ground import fresh_application, inside, middle, raw_connection, tell

SUPPLIERS, PEOPLE_EACH, LINES = 20, 2, 5
PDF = b"%PDF-1.7\n" + b"0" * 40_000


def main():
    """Rounds of both, taking turns; medians of the whole time, commit included. `profile` as argument shows where."""
    fresh_application("envelope")
    partners = [_supplier(number) for number in range(SUPPLIERS)]
    partner_ids = _partners(partners)
    rows = _captured(partner_ids)
    raw = raw_connection()
    print(f"{SUPPLIERS} suppliers, {len(rows)} rows in {len({table for table, *_ in rows})} tables")
    for _warm in range(3):
        _send(partner_ids), _insert(raw, rows)
    times, statements = ([], []), []
    for _round in range(int(next((one for one in sys.argv[1:] if one.isdigit()), 15))):
        with _counting() as counted:
            times[0].append(_send(partner_ids))
        statements.append(counted[0])
        times[1].append(_insert(raw, rows))
    print(f"{middle(statements):.0f} statements against {len(rows)} inserts")
    if "profile" in sys.argv:
        _profile(partner_ids)
    tell("post-envelope", *(middle(one) * 1000 for one in times))


def _supplier(number):
    """A company with its people. Returns its tenant's id and name."""
    tenant = found(f"supplier-{number}", f"第{number}工業株式会社", roles=("supplier_admin", "supplier_user"))
    for person in range(PEOPLE_EACH):
        settle(
            email=f"p{person}@supplier-{number}.example",
            name=f"担当 {person}",
            kana="タントウ",
            roles=("supplier_user",),
            password_hash="-",
        )
    known = tenant.id, tenant.name
    session.commit()
    session.expunge_all()
    tenancy.enter(None)
    return known


def _partners(suppliers):
    with inside("buyer"):
        partners = [
            Partner(code=f"S{place:03}", name=name, is_supplier=True, linked_tenant_id=tenant_id)
            for place, (tenant_id, name) in enumerate(suppliers)
        ]
        session.add_all(partners)
        session.commit()
        return [one.id for one in partners]


@contextmanager
def _as_buyer():
    """As at the edge: the request's own statements (tenant, session, user) are done before."""
    with inside("buyer") as actor:
        tenant_by_id(context.tenant_id())
        yield actor


def _ready(partner_ids, by):
    head = {
        "subject": "歯車一式",
        "body": "お見積りください。",
        "deadline": clock.now() + dt.timedelta(days=7),
    }
    line = {"name": "平歯車 M2", "spec": "S45C 焼入れ", "quantity": 10, "unit": "個", "tax_code": "10"}
    rfq = draft_rfq(head, [line] * LINES, partner_ids, by=by)
    keep_bytes(PDF, "図面.pdf", subject=rfq)
    rfq.submit(by=by)
    session.commit()
    return rfq.id


def _send(partner_ids, around=None):
    """Seconds from the request's row as found to its commit."""
    with _as_buyer() as by:
        rfq_id = _ready(partner_ids, by)
        session.expunge_all()
        by = actor_of(by.id)
        started = time.perf_counter()
        with around or _nothing():
            session.get(Rfq, (context.tenant_id(), rfq_id)).send(by=by)
            session.commit()
        return time.perf_counter() - started


@contextmanager
def _nothing():
    yield


def _captured(partner_ids):
    """`[(table, tenant, [column], [value])]` of every row that one sending adds, in the order of the inserts."""
    rows = []

    def note(flushing, _context, _instances=None):
        for row in flushing.new:
            mapper = inspect(row).mapper
            columns = {mapper.get_property_by_column(one).key: one for one in mapper.local_table.columns}
            rows.append((row, mapper.local_table, columns))

    event.listen(Session, "before_flush", note, insert=True)  # first: flushing takes rows out of `new`
    with _as_buyer() as by:
        rfq_id = _ready(partner_ids, by)
        rows.clear()
        session.get(Rfq, (context.tenant_id(), rfq_id)).send(by=by)
        session.commit()
    event.remove(Session, "before_flush", note)
    order = {table.name: place for place, table in enumerate(db.metadata.sorted_tables)}
    plain = [_plain(row, table, columns) for row, table, columns in rows]
    return sorted(plain, key=lambda one: (str(one[1]), order[one[0]]))


def _plain(row, table, columns):
    values = []
    for key, column in columns.items():
        value = getattr(row, key)
        values.append(Jsonb(value) if isinstance(column.type, JSONB) and value is not None else value)
    return table.name, row.tenant_id, [one.name for one in columns.values()], values


def _insert(raw, rows):
    """Seconds of one transaction with one INSERT a row; ids are new each time, everything else is the same."""
    key = [
        columns.index("job_id" if "job_id" in columns else "id") for _table, _tenant, columns, _values in rows
    ]
    fresh = {row[3][place]: new_id() for row, place in zip(rows, key, strict=True)}
    ready = [
        (_sentence(table, columns), tenant, [fresh.get(one, one) if _is_id(one) else one for one in values])
        for table, tenant, columns, values in rows
    ]
    started, present = time.perf_counter(), None
    with raw.transaction():
        for sentence, tenant, values in ready:
            if tenant != present:
                raw.execute(f"SET LOCAL choba.tenant_id = '{tenant}'")
                present = tenant
            raw.execute(sentence, values)
    return time.perf_counter() - started


def _is_id(value):
    return isinstance(value, uuid.UUID)


def _sentence(table, columns):
    names = ", ".join(f'"{one}"' for one in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'


@contextmanager
def _counting():
    counted = [0]

    def count(*_facts):
        counted[0] += 1

    event.listen(Engine, "before_cursor_execute", count)
    yield counted
    event.remove(Engine, "before_cursor_execute", count)


def _profile(partner_ids):
    profile = cProfile.Profile()
    for _round in range(5):
        _send(partner_ids, profile)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    pstats.Stats(profile).sort_stats("cumtime").print_stats("app/|templates|jinja|rq/", 70)


if __name__ == "__main__":
    main()

"""Taking the next number (procurement §3)."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.kernel import context, tenancy
from app.kernel.clock import today
from app.kernel.db import db, once_in_transaction, session
from app.kernel.ids import new_id
from app.records.numbering.model import NumberCounter, NumberSeries

SERIES: dict[str, "Series"] = {}
TOKEN = re.compile(r"\{(FY|YYYY|YY|MM|DEPT|SEQ:(\d+))\}")


@dataclass(frozen=True)
class Series:
    """Default of one document type. Tokens: `{FY} {YYYY} {YY} {MM} {DEPT} {SEQ:5}`."""

    document: str
    format: str
    scope: str = "month"
    gapless: bool = True


def series(document, format, *, scope="month", gapless=True):  # noqa: A002 -- the trade's word
    """Declare the default number format of a document type. Returns its name."""
    SERIES[document] = Series(document, format, scope, gapless)
    return document


def take(document, *, department="", on=None, fiscal_year_start=4):
    """The next number of `document`, as text.

    Gapless: from a counter row locked in the present transaction, so a rollback gives it back and two takers wait
    for each other. Gapped: committed at once on a connection of its own; nobody waits, a rollback leaves a hole.
    `on`: date that decides year and month (default today in Japan); `department`: its code.
    """
    return take_many(document, 1, department=department, on=on, fiscal_year_start=fiscal_year_start)[0]


def take_many(document, count, *, department="", on=None, fiscal_year_start=4):
    """The next `count` numbers of `document` in one step, as `take` gives them."""
    own = select(NumberSeries).where(NumberSeries.document == document)
    kind = once_in_transaction(
        f"series {document} {context.tenant_id()}", lambda: session.scalars(own).one_or_none()
    )
    kind = kind or SERIES[document]
    day = on or today()
    fiscal = day.year if day.month >= fiscal_year_start else day.year - 1
    scope_key = {
        "none": "",
        "fiscal_year": str(fiscal),
        "year": str(day.year),
        "month": f"{day:%Y%m}",
        "department": department,
    }[kind.scope]
    last = _next(document, scope_key, kind.gapless, count)
    values = {
        "FY": str(fiscal),
        "YYYY": f"{day:%Y}",
        "YY": f"{day:%y}",
        "MM": f"{day:%m}",
        "DEPT": department,
    }
    return [_written(kind.format, number, values) for number in range(last - count + 1, last + 1)]


def _written(form, number, values):
    return TOKEN.sub(lambda m: f"{number:0{m[2]}d}" if m[2] else values[m[1]], form)


def _next(document, scope_key, gapless, count):
    """Count up by `count`; the last number taken."""
    tenant = context.tenant_id()
    upsert = insert(NumberCounter).values(
        tenant_id=tenant, id=new_id(), document=document, scope_key=scope_key, last=count
    )
    upsert = upsert.on_conflict_do_update(
        index_elements=["tenant_id", "document", "scope_key"], set_={"last": NumberCounter.last + count}
    ).returning(NumberCounter.last)
    if gapless:
        return session.execute(upsert).scalar_one()
    with db.engine.begin() as connection:
        tenancy._set_local(connection, tenant)
        return connection.execute(upsert).scalar_one()

"""What records were before a change, kept and brought back inside the database: to the letter, whatever the type."""

from collections import defaultdict

from sqlalchemy import and_, case, cast, column, func, insert, literal, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB, UUID

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.records.bin.referring import same
from app.records.changes.model import ChangedRecord

KEPT = ChangedRecord.__table__
NOT_COMPARED = ("version", "changed_at")
NEVER_SET = ("tenant_id", "id", "version", "changed_at", "created_at", "created_by_id")
NOTHING = cast(literal_column("'{}'"), JSONB)


def note(kind, change, ids):
    """Keep the rows as they are now, before anything happens to them."""
    now = kind.model.__table__.alias("now_row")
    values = {
        "tenant_id": now.c.tenant_id,
        "id": func.gen_random_uuid(),
        "change_set_id": cast(change.id, UUID(as_uuid=True)),
        "record_id": now.c.id,
        "label": func.left(now.c[kind.key] + " " + now.c[kind.title], 200),
        "outcome": literal("pending"),
        "reason": literal(""),
        "before": func.to_jsonb(now.table_valued()),
    }
    found = select(*values.values()).where(same(now, ids))
    session.execute(insert(KEPT).from_select(list(values), found))


def settle(kind, change, ids, reasons):
    """Keep of each row what changed, and the version it has now; `reasons`: `{id: why nothing was done}`."""
    now = kind.model.__table__.alias("now_row")
    each = func.jsonb_each(KEPT.c.before).table_valued("key", "value", name="each")
    present = func.to_jsonb(now.table_valued())
    changed = and_(
        each.c.key.not_in(NOT_COMPARED), each.c.value.is_distinct_from(present.op("->")(each.c.key))
    )
    former = select(func.coalesce(func.jsonb_object_agg(each.c.key, each.c.value), NOTHING)).where(changed)
    still = cast(KEPT.c.before["version"].astext, now.c.version.type) == now.c.version
    session.execute(
        update(KEPT)
        .where(_of(change, ids), KEPT.c.outcome == "pending", KEPT.c.record_id == now.c.id, same(now, ids))
        .values(
            outcome=case((still, "unchanged"), else_="done"),
            version=now.c.version,
            before=former.correlate(KEPT, now).scalar_subquery(),
        )
    )
    tell(change, reasons, outcome="refused", before={})


def tell(change, reasons, **values):
    """Set `values` on rows, and the sentence of each (`{id: sentence}`; "" for none)."""
    by_sentence = defaultdict(list)
    for record_id, reason in reasons.items():
        by_sentence[reason].append(record_id)
    for reason, ids in by_sentence.items():
        session.execute(update(KEPT).where(_of(change, ids)).values(reason=reason, **values))


def add(change, lines):
    """Note `(record id, label, outcome, reason)` of rows without their former values."""
    rows = [
        {
            "tenant_id": context.tenant_id(),
            "id": new_id(),
            "change_set_id": change.id,
            "record_id": record_id,
            "label": label,
            "outcome": outcome,
            "reason": reason,
            "before": {},
        }
        for record_id, label, outcome, reason in lines
    ]
    if rows:
        session.execute(insert(KEPT), rows)


def former(kind, change, ids):
    """`{id: row}` of rows as they were before `change`: all columns, typed as the model types them."""
    back = _former(kind, change, ids)
    return {row.id: row for row in session.execute(back)}


def _former(kind, change, ids):
    table = kind.model.__table__
    now = table.alias("now_row")
    made = func.jsonb_populate_record(now.table_valued(), KEPT.c.before)
    typed = [column(one.name, one.type) for one in table.columns]
    back = made.table_valued(*typed, name="back", joins_implicitly=True)
    return (
        select(*(back.c[one.name] for one in table.columns))
        .select_from(now, KEPT, back)
        .where(_of(change, ids), KEPT.c.record_id == now.c.id, same(now, ids))
    )


def bring_back(kind, change, ids):
    """Set the rows to what they were before `change`, as their next version."""
    table = kind.model.__table__
    # Worked out once: the planner, which has no figures about rows this young, would do it for each row again.
    back = _former(kind, change, ids).cte("former").prefix_with("MATERIALIZED")
    values = {one.name: back.c[one.name] for one in table.columns if one.name not in NEVER_SET}
    values |= {"version": table.c.version + 1, "changed_at": literal(clock.now())}
    session.execute(
        update(table)
        .where(table.c.tenant_id == back.c.tenant_id, table.c.id == back.c.id, same(table, ids))
        .values(values)
    )


def _of(change, ids):
    return and_(
        KEPT.c.tenant_id == context.tenant_id(), KEPT.c.change_set_id == change.id, KEPT.c.record_id.in_(ids)
    )

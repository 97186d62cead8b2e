"""Between a table and the bin, inside the database: what lies in the bin is to the letter what the table held."""

from collections import defaultdict

from sqlalchemy import Text, cast, func, insert, literal, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB, UUID

from app.kernel import clock, context
from app.kernel.db import session
from app.records.bin.model import BinnedRecord
from app.records.bin.referring import pointing_at, same

BIN = BinnedRecord.__table__


def keep_rows(kind, ids, change_set_id, expires_at):
    """Copy rows, and the rows that will be deleted with them, into the bin."""
    table, who = kind.model.__table__, context.actor()
    kept = table.alias("kept")
    values = {
        "tenant_id": kept.c.tenant_id,
        "id": kept.c.id,
        "record_type": literal(kind.name),
        "label": func.left(kept.c[kind.key] + " " + kept.c[kind.title], 200),
        "content": func.to_jsonb(kept.table_valued()),
        "parts": cast(literal("[]", Text), JSONB),
        "restricted": kept.c.restricted if kind.private else literal(False),
        "created_by_id": kept.c.created_by_id,
        "change_set_id": cast(change_set_id, UUID(as_uuid=True)),
        "deleted_by_id": cast(who.id, UUID(as_uuid=True)),
        "deleted_by_name": literal(who.name),
        "deleted_at": literal(clock.now()),
        "expires_at": literal(expires_at),
    }
    session.execute(insert(BIN).from_select(list(values), select(*values.values()).where(same(kept, ids))))
    found = defaultdict(list)
    _gather(table.name, {one: one for one in ids}, found)
    for record_id, parts in found.items():
        whole = cast(literal(f"[{', '.join(parts)}]", Text), JSONB)
        session.execute(update(BIN).where(same(BIN, [record_id])).values(parts=whole))


def _gather(table_name, roots, found):
    """JSON texts `[table, rows]` of all that is deleted along, by record; numbers never pass through Python.

    `roots`: id of a row of the table → id of the record it belongs to.
    """
    for table, column, along in pointing_at(table_name):
        if not along:
            continue
        part = table.alias("part")
        owner = part.c[column.name]
        rows = cast(func.jsonb_agg(func.to_jsonb(part.table_valued())), Text)
        owned = select(owner, rows, func.array_agg(part.c.id)).where(same(part, roots, owner)).group_by(owner)
        below = {}
        for owner_id, whole, its in session.execute(owned):
            found[roots[owner_id]].append(f'["{table.name}", {whole}]')
            below |= dict.fromkeys(its, roots[owner_id])
        if below:
            _gather(table.name, below, found)


def put_back(kind, ids):
    """Insert what the bin holds of records into their tables. Raises IntegrityError when a place is taken."""
    content = select(BIN.c.content.label("row")).where(same(BIN, ids)).subquery("each")
    _insert(kind.model.__table__, content, changed_at=literal(clock.now()))
    _put_parts_back(kind.model.__table__.name, ids)


def _put_parts_back(table_name, ids):
    for table, _column, along in pointing_at(table_name):
        if along:
            each = func.jsonb_array_elements(BIN.c.parts, type_=JSONB).label("part")
            parts = select(each).where(same(BIN, ids)).subquery("parts")
            rows = func.jsonb_array_elements(parts.c.part[1], type_=JSONB).label("row")
            _insert(table, select(rows).where(parts.c.part[0].astext == table.name).subquery("each"))
            _put_parts_back(table.name, ids)


def _insert(table, source, **instead):
    """Insert the rows that `source` holds as JSON; columns that were added since take their default."""
    keys = session.scalars(select(func.jsonb_object_keys(source.c.row)).distinct()).all()
    names = [one.name for one in table.columns if one.name in keys]
    if names:
        back = func.jsonb_populate_record(literal_column(f'NULL::"{table.name}"'), source.c.row)
        back = back.table_valued(*names, name="back", joins_implicitly=True)
        values = [instead.get(name, back.c[name]) for name in names]
        session.execute(insert(table).from_select(names, select(*values).select_from(source, back)))

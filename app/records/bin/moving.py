"""Between a table and the bin, inside the database: what lies in the bin is to the letter what the table held."""

from sqlalchemy import Text, cast, func, insert, literal, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, UUID

from app.kernel import clock, context
from app.kernel.db import db, session
from app.records.bin.model import BinnedRecord
from app.records.bin.referring import pointing_at, same


def keep_row(kind, row, label, change_set_id, expires_at):
    """Copy the row, and the rows that will be deleted with it, into the bin."""
    table, who = kind.model.__table__, context.actor()
    kept = table.alias("kept")
    values = {
        "tenant_id": kept.c.tenant_id,
        "id": kept.c.id,
        "record_type": literal(kind.name),
        "label": literal(label[:200]),
        "content": func.to_jsonb(kept.table_valued()),
        "parts": cast(literal(f"[{', '.join(_parts(table.name, [row.id]))}]", Text), JSONB),
        "restricted": kept.c.restricted if kind.private else literal(False),
        "created_by_id": kept.c.created_by_id,
        "change_set_id": cast(change_set_id, UUID(as_uuid=True)),
        "deleted_by_id": cast(who.id, UUID(as_uuid=True)),
        "deleted_by_name": literal(who.name),
        "deleted_at": literal(clock.now()),
        "expires_at": literal(expires_at),
    }
    found = select(*values.values()).where(same(kept, [row.id]))
    session.execute(insert(BinnedRecord.__table__).from_select(list(values), found))


def _parts(table_name, ids):
    """JSON texts `[table, rows]` of everything that is deleted along; numbers never pass through Python."""
    found = []
    for table, column, along in pointing_at(table_name):
        if not along:
            continue
        part = table.alias("part")
        rows = cast(func.jsonb_agg(func.to_jsonb(part.table_valued())), Text)
        whole, below = session.execute(
            select(rows, func.array_agg(part.c.id)).where(same(part, ids, part.c[column.name]))
        ).one()
        if below:
            found += [f'["{table.name}", {whole}]', *_parts(table.name, below)]
    return found


def put_back(kind, binned):
    """Insert what the bin holds of a record into its tables. Raises IntegrityError when its place is taken."""
    bin_table = BinnedRecord.__table__
    _insert(kind.model.__table__, binned, bin_table.c.content, changed_at=literal(clock.now()))
    each = func.jsonb_array_elements(bin_table.c.parts, type_=JSONB)
    names = select(each[0].astext).where(same(bin_table, [binned.id]))
    for place, name in enumerate(session.scalars(names)):
        rows = func.jsonb_array_elements(bin_table.c.parts[place][1], type_=JSONB)
        source = select(rows.label("row")).where(same(bin_table, [binned.id]))
        _insert_all(db.metadata.tables[name], source.subquery("each"))


def _insert(table, binned, content, **instead):
    bin_table = BinnedRecord.__table__
    source = select(content.label("row")).where(same(bin_table, [binned.id])).subquery("each")
    _insert_all(table, source, **instead)


def _insert_all(table, source, **instead):
    keys = session.scalars(select(func.jsonb_object_keys(source.c.row)).distinct()).all()
    names = [one.name for one in table.columns if one.name in keys]
    back = func.jsonb_populate_record(literal_column(f'NULL::"{table.name}"'), source.c.row)
    back = back.table_valued(*names, name="back", joins_implicitly=True)
    values = [instead.get(name, back.c[name]) for name in names]
    session.execute(insert(table).from_select(names, select(*values).select_from(source, back)))

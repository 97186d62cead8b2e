"""Many new rows at once: COPY into a temporary table, then one INSERT (row-level security admits no other COPY)."""

import orjson
from psycopg import sql

from app.kernel import context
from app.kernel.db import session
from app.kernel.ids import new_id


def copy_in(model, rows):
    """Insert `rows` (`{column: value}`, all with the same columns) as new rows of `model`, in the present transaction.

    `id` is given where a row has none; columns that no row names get the model's scalar defaults or NULL. Values go
    through the column's own type (sealed ones are sealed). No ORM event is heard. Returns the number of rows.
    """
    rows = list(rows)
    if not rows:
        return 0
    session.flush()
    columns = model.__table__.columns
    names = list(rows[0])
    if "id" not in rows[0]:
        names.insert(0, "id")
    fixed = _defaults(columns, names)
    cursor = session.connection().connection.driver_connection.cursor()
    table = _temporary(cursor, model.__table__.name, names)
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    ready = [_way_in(columns[name]) for name in names]
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(table, listed)) as copy:
        for row in rows:
            values = row if "id" in row else {"id": new_id(), **row}
            copy.write_row([way(values[name]) for way, name in zip(ready, names, strict=True)])
    cursor.execute(
        "SET LOCAL enable_seqscan = off"
    )  # foreign keys are looked up row by row: never by reading a table
    more = sql.SQL("").join(sql.SQL(", {}").format(sql.Identifier(name)) for name in fixed)
    cursor.execute(
        sql.SQL("INSERT INTO {} (tenant_id, {}{}) SELECT %s, {}{} FROM {}").format(
            sql.Identifier(model.__table__.name), listed, more, listed,
            sql.SQL(", %s") * len(fixed) if fixed else sql.SQL(""), table,
        ),
        [context.tenant_id(), *fixed.values()],
    )  # fmt: skip
    cursor.execute("SET LOCAL enable_seqscan = on")
    cursor.execute(sql.SQL("DROP TABLE {}").format(table))
    return len(rows)


def _temporary(cursor, name, columns):
    table = sql.Identifier("pg_temp", f"copied_{name}")
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            sql.Identifier(f"copied_{name}"),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.Identifier(name),
        )
    )
    return table


def _defaults(columns, given):
    """Scalar defaults of the model for columns that are not given; what only the server fills is left to it."""
    fixed = {}
    for column in columns:
        if column.name in given or column.name == "tenant_id" or column.default is None:
            continue
        given_by_default = column.default.arg(None) if column.default.is_callable else column.default.arg
        fixed[column.name] = _way_in(column)(given_by_default)
    return fixed


def _way_in(column):
    """What turns a value into what COPY writes."""
    if hasattr(column.type, "seal"):
        return column.type.seal
    return _as_json if column.type.__class__.__name__ == "JSONB" else _plain


def _as_json(value):
    return None if value is None else orjson.dumps(value).decode()


def _plain(value):
    """The value itself; PostgreSQL keeps no NUL in a text."""
    return value.replace("\x00", "") if isinstance(value, str) and "\x00" in value else value

"""Many new rows at once: COPY into a temporary table, then one INSERT (row-level security admits no other COPY)."""

import re
from functools import lru_cache
from itertools import repeat

import orjson
from psycopg import sql

from app.kernel import context
from app.kernel.db import session
from app.kernel.ids import new_id

_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_BINARY = frozenset(
    (
        "bool",
        "bytea",
        "date",
        "int2",
        "int4",
        "int8",
        "jsonb",
        "numeric",
        "text",
        "timestamptz",
        "uuid",
        "varchar",
    )
)
"""Types that travel as they are; a table with any other goes as text, which the database reads more slowly."""


def copy_in(model, rows, same=None):
    """Insert `rows` (`{column: value}`, all with the same columns) as new rows of `model`, in the present transaction.

    `same`: what all rows have in common. `id` is given where a row has none; columns that nothing names get the
    model's scalar defaults or NULL. Values go through the column's own type (sealed ones are sealed). No ORM event is
    heard. Returns the number of rows.
    """
    rows = [row if "id" in row else {"id": new_id(), **row} for row in rows]
    if not rows:
        return 0
    session.flush()
    names = list(rows[0])
    common = _common(model.__table__.columns, names, same or {})
    cursor = _cursor()
    table = copied(model, names, ([row[name] for name in names] for row in rows))
    # Foreign keys are looked up row by row, never by reading a table, whatever its statistics say.
    cursor.execute("SET LOCAL enable_seqscan = off")
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    more = sql.SQL("").join(sql.SQL(", {}").format(sql.Identifier(name)) for name in common)
    cursor.execute(
        sql.SQL("INSERT INTO {} (tenant_id, {}{}) SELECT %s, {}{} FROM {}").format(
            sql.Identifier(model.__table__.name), listed, more, listed, sql.SQL(", %s") * len(common), table
        ),
        [context.tenant_id(), *common.values()],
    )
    cursor.execute("SET LOCAL enable_seqscan = on")
    return len(rows)


def copied(model, names, rows):
    """A temporary table with the columns `names` of `model` that holds `rows` (values in that order): its name as SQL.

    It goes with the transaction, or with the next call for the same model. `rows` must not ask the database.
    """
    name, cursor = f"copied_{model.__table__.name}", _cursor()
    table, listed = sql.Identifier("pg_temp", name), sql.SQL(", ").join(map(sql.Identifier, names))
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            sql.Identifier(name), listed, sql.Identifier(model.__table__.name)
        )
    )
    types, columns = _types(model, tuple(names)), [model.__table__.columns[one] for one in names]
    ways = list(map(_way_in, columns, types or repeat(None)))
    form = sql.SQL(" (FORMAT BINARY)" if types else "")
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN{}").format(table, listed, form)) as copy:
        if types:
            copy.set_types(types)
        for row in rows:
            copy.write_row([way(value) if way else value for way, value in zip(ways, row, strict=True)])
    return table


@lru_cache(maxsize=256)
def _types(model, names):
    """The database's types of these columns as binary COPY is told them; None where one has to go as text."""
    cursor, listed = _cursor(), sql.SQL(", ").join(map(sql.Identifier, names))
    cursor.execute(sql.SQL("SELECT {} FROM {} LIMIT 0").format(listed, sql.Identifier(model.__table__.name)))
    known = [cursor.adapters.types.get(column.type_code) for column in cursor.description]
    if not all(one is not None and one.name in _BINARY for one in known):
        return None
    return ["bytea" if one.name == "jsonb" else one.name for one in known]


def _cursor():
    return session.connection().connection.driver_connection.cursor()


def _common(columns, given, same):
    """`same`, and the model's scalar defaults for columns that nobody gives; what the server fills is left to it."""
    common = {name: _way_in(columns[name])(value) for name, value in same.items()}
    for column in columns:
        if (
            column.name in given
            or column.name in same
            or column.name == "tenant_id"
            or column.default is None
        ):
            continue
        given_by_default = column.default.arg(None) if column.default.is_callable else column.default.arg
        common[column.name] = _way_in(column)(given_by_default)
    return common


def _way_in(column, kind=None):
    """What turns a value into what COPY writes. `kind`: the type as binary COPY is told it, None for text; None comes
    back where that takes the value as it is.
    """
    if hasattr(column.type, "seal"):
        return column.type.seal
    if column.type.__class__.__name__ == "JSONB":
        return _as_bytes if kind else _as_json
    return _plain if kind in (None, "text", "varchar") else None


def _as_bytes(value):
    """JSON as binary COPY wants it: the number of the form, then the text."""
    return None if value is None else b"\x01" + _as_json(value).encode()


def _as_json(value):
    """`value` as JSON; PostgreSQL keeps no NUL in it either."""
    if value is None:
        return None
    written = orjson.dumps(value).decode()
    return _NUL.sub(r"\1", written) if "\\u0000" in written else written


def _plain(value):
    """The value itself; PostgreSQL keeps no NUL in a text."""
    return value.replace("\x00", "") if isinstance(value, str) and "\x00" in value else value

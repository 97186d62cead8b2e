"""Many rows in one statement: columns travel as arrays."""

from sqlalchemy import text

from app.kernel import context
from app.kernel.db import session


def insert_rows(table, columns, rows, constants=None):
    """INSERT of `rows` (tuples in the order of `columns`, `{name: SQL type}`); `constants` are the same in all."""
    if not rows:
        return
    constants = {"tenant_id": context.tenant_id(), **(constants or {})}
    fixed, names = ", ".join(constants), ", ".join(columns)
    given = ", ".join(f":{name}" for name in constants)
    statement = f"INSERT INTO {table} ({fixed}, {names}) SELECT {given}, {names} FROM {_rows_of(columns)}"
    session.execute(text(statement), {**constants, **_arrays(columns, rows)})


def update_rows(table, key, columns, rows, also=""):
    """UPDATE of the present tenant's rows found by the columns in `key`; `also`: further assignments, as SQL."""
    if not rows:
        return
    given = ", ".join(f"{name} = new_rows.{name}" for name in columns if name not in key)
    same = " AND ".join(f"{table}.{name} = new_rows.{name}" for name in key)
    own = f"{table}.tenant_id = :tenant AND {same}"
    statement = f"UPDATE {table} SET {given}{also} FROM {_rows_of(columns)} WHERE {own}"
    session.execute(text(statement), {"tenant": context.tenant_id(), **_arrays(columns, rows)})


def _rows_of(columns):
    arrays = ", ".join(f"CAST(:c_{name} AS {kind}[])" for name, kind in columns.items())
    return f"unnest({arrays}) AS new_rows ({', '.join(columns)})"


def _arrays(columns, rows):
    return {f"c_{name}": list(values) for name, values in zip(columns, zip(*rows, strict=True), strict=True)}

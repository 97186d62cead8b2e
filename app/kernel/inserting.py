"""New rows without the unit of work: one INSERT a table, for sessions that mostly add (see `tenancy.acting_for`).

The unit of work sorts, tracks and reads back row by row; where one act writes the copies of twenty companies, that
was half of its time.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sqlalchemy import ClauseElement, Insert, insert, inspect
from sqlalchemy.orm import Mapper, make_transient_to_detached

from app.kernel.db import db


def insert_new(session):
    """Insert what was added to `session`; the rows then stand in it as after a flush.

    Rows that are tied by a relationship (on either side) instead of by an id, or that hold an SQL expression, need
    the unit of work: with one such row about, all are left to the flush. Of a mapper's events only `before_insert` is
    heard.
    """
    added = sorted(session.new, key=lambda row: _table_of(type(row)).place)
    if any(_is_tied(row) for row in (*added, *session.dirty)) or any(map(_holds_expression, added)):
        return
    for model, rows in groupby(added, type):
        _insert(session, _table_of(model), list(rows))


def _insert(session, table, rows):
    connection = session.connection()
    for row in rows:
        table.mapper.dispatch.before_insert(table.mapper, connection, inspect(row))
    for _columns, alike in groupby([_values(table, row) for row in rows], dict.keys):
        connection.execute(table.statement, list(alike))
    for row in rows:
        for name in table.nullable:
            vars(row).setdefault(name, None)
        session.expunge(row)
        make_transient_to_detached(row)
        session.add(row)


def _values(table, row):
    """`{column: value}`; what nobody set gets its default, on the row too."""
    held = vars(row)
    for name, default in table.defaults.items():
        if name not in held:
            held[name] = default.arg(None) if default.is_callable else default.arg
    return {column: held[name] for name, column in table.columns.items() if name in held}


def _is_tied(row):
    held = vars(row).keys() & _table_of(type(row)).mapper.relationships.keys()
    return any(inspect(row).attrs[name].history.has_changes() for name in held)


def _holds_expression(row):
    return any(isinstance(value, ClauseElement) for value in vars(row).values())


@dataclass(frozen=True)
class _Table:
    """Of a model: its place (what others refer to comes first) and, by attribute, its columns and their defaults."""

    mapper: Mapper
    place: int
    statement: Insert
    columns: dict
    defaults: dict
    nullable: list


@cache
def _table_of(model):
    mapper = inspect(model)
    columns = {mapper.get_property_by_column(one).key: one for one in mapper.local_table.columns}
    return _Table(
        mapper,
        _places()[mapper.local_table],
        insert(mapper.local_table),
        {name: column.key for name, column in columns.items()},
        {name: column.default for name, column in columns.items() if column.default is not None},
        [name for name, column in columns.items() if column.server_default is None],
    )


@cache
def _places():
    return {table: place for place, table in enumerate(db.metadata.sorted_tables)}

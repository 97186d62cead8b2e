"""Seals everything anew under the key in use, so that an older one can be thrown away.

Works in portions of one transaction each, from the first row to the last, and looks only at values under other keys:
stopped anywhere, it goes on where it was. Rows that somebody holds are left for the next run and stay in the count.
Asks as the owner of the tables, since some of them can only be added to.
"""

import string
from collections import Counter
from dataclasses import dataclass

import orjson
from sqlalchemy import LargeBinary, Text, bindparam, case, cast, func, or_, select, type_coerce, update
from sqlalchemy.dialects.postgresql import JSONB

from app.kernel import context, encrypting, sealing, tokens
from app.kernel.errors import Permanent
from app.kernel.sealed_columns import SealedColumn

PORTION = 500
WAYS = ("sealed", "encrypted", "tokens")
WHOLE_FILES = 16
"""Rows of a portion where each may hold a megabyte."""


@dataclass(frozen=True)
class Kept:
    """A column with sealed contents. `place` may name columns of the row: `files.content|{id}`. `way`: sealed bytes,
    an encrypted text, or JSON with tokens.
    """

    column: object
    place: str
    way: str = "sealed"

    @property
    def type(self):
        """What the raw value is written as."""
        return {"sealed": LargeBinary, "encrypted": Text, "tokens": JSONB}[self.way]

    @property
    def raw(self):
        """The column as it stands, not opened: bytes, or text."""
        return cast(self.column, Text) if self.way == "tokens" else type_coerce(self.column, self.type)

    @property
    def outdated(self):
        """Clause: the value is under another key than the one in use. Of bytes it reads no more than the first."""
        if self.way == "tokens":
            return self.raw.regexp_match(f'"~(?!{sealing.current()}\\.)\\d+\\.[A-Za-z0-9_-]{{38,}}"')
        if self.way == "encrypted":
            return ~func.starts_with(self.raw, encrypting.beginning())
        return func.substring(self.raw, 1, 1).not_in((b"", bytes((sealing.current(),))))  # empty: erased

    @property
    def needed(self):
        """Names of the columns that the place is made from."""
        return [name for _text, name, _spec, _conversion in string.Formatter().parse(self.place) if name]

    def anew(self, value, row):
        """The value under the key in use, of a row (`{column: value}`). Raises Permanent where it cannot be opened."""
        of = self.place.format_map(row)
        if self.way == "tokens":
            return orjson.loads(tokens.anew(value, of=of))
        if self.way == "encrypted":
            return encrypting.encrypted(encrypting.decrypted(value, of=of), of=of)
        return sealing.sealed(sealing.opened(value, of=of), of=of)


def kept_in(metadata):
    """`{table: [Kept, …]}` of everything that is sealed, in the order of the tables' names."""
    return {
        table: found
        for table in sorted(metadata.tables.values(), key=lambda one: one.name)
        if (found := [kept for column in table.columns if (kept := _kept(column))])
    }


def _kept(column):
    if isinstance(column.type, SealedColumn):
        return Kept(column, column.type.place)
    return next((Kept(column, column.info[way], way) for way in WAYS if way in column.info), None)


def reseal(table, columns, begin):
    """Seal the present tenant's rows of a table anew. Yields `(rows done, ids that cannot be opened)` of each portion.

    `columns`: its Kept ones; `begin()` gives a connection in a transaction of its own.
    """
    after = None
    while True:
        with begin() as connection:
            rows = connection.execute(_portion(table, columns, after)).mappings().all()
            done, broken = _seal_anew(connection, table, columns, rows)
        if not rows:
            return
        yield done, broken
        after = rows[-1]["id"]


def _portion(table, columns, after):
    names = {"id", *(name for one in columns for name in one.needed)}
    wanted = [table.c[name] for name in sorted(names)]
    by_hand = any(isinstance(one.column.type, LargeBinary) for one in columns)
    return (
        select(*wanted, *(one.raw.label(f"kept_{one.column.name}") for one in columns))
        .where(table.c.tenant_id == context.tenant_id(), or_(*(one.outdated for one in columns)))
        .where(table.c.id > after if after else True)
        .order_by(table.c.id)
        .limit(WHOLE_FILES if by_hand else PORTION)
        .with_for_update(skip_locked=True)
    )


def _seal_anew(connection, table, columns, rows):
    changed, broken = [], []
    for row in rows:
        try:
            values = {f"kept_{one.column.name}": _anew(one, row) for one in columns}
        except Permanent:
            broken.append(row["id"])
            continue
        changed.append({"row_id": row["id"], **values})
    if changed:
        places = {one.column.name: _bound(one) for one in columns}
        this = (table.c.tenant_id == context.tenant_id(), table.c.id == bindparam("row_id"))
        connection.execute(update(table).where(*this).values(places), changed)
    return len(changed), broken


def _anew(one, row):
    value = row[f"kept_{one.column.name}"]
    return one.anew(value, row) if value else value


def _bound(one):
    return bindparam(f"kept_{one.column.name}", type_=one.type)


def numbers(table, columns, connection):
    """`Counter({number of key: values})` of the present tenant's rows of a table; 0: made from the secret."""
    found = Counter()
    for one in columns:
        number = _number(one)
        counted = (
            select(number, func.count())
            .where(table.c.tenant_id == context.tenant_id(), number.is_not(None))
            .group_by(number)
        )
        found.update({int(key): count for key, count in connection.execute(counted)})
    return found


def _number(one):
    if one.way == "tokens":
        return func.substring(
            one.raw, '"~(\\d+)\\.[A-Za-z0-9_-]{38,}"'
        )  # of the first: they are written together
    if one.way == "sealed":
        return func.get_byte(func.nullif(func.substring(one.raw, 1, 1), b""), 0)
    return case((func.starts_with(one.raw, "2."), func.split_part(one.raw, ".", 2)), else_="0")

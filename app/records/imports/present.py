"""The records that the rows of a file speak of, as they are now."""

from dataclasses import dataclass, field

from sqlalchemy import Text, Uuid, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.imports.keys import ID, key_expression
from app.records.imports.model import ImportChange
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, reach

_BOOKKEEPING = ("id", "version", "extra", "state", "archived_from")


@dataclass
class Present:
    """Rows by their key, ids by code, and the ids of rows that taking back an import has put away."""

    rows: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)
    undone: frozenset = frozenset()

    def row(self, value):
        """The row with that key, or None. Raises Rejected when there are several, or one beyond the reader's reach."""
        found = self.rows.get(value, ()) if value not in (None, "") else ()
        if len(found) > 1:
            raise Rejected("Several records have this value. Use the code instead.")
        if found and not found[0].known:
            raise Rejected("This code is taken. Choose another.")
        return found[0] if found else None

    def free(self, code, before):
        """Whether `code` belongs to nobody, or to `before` itself."""
        owner = self.codes.get(code)
        return owner is None or (before is not None and owner == before.id)


def of(kind, key, read):
    """What is there for rows whose values were `read`."""
    column = key_expression(kind, key)
    shape = Uuid() if key == ID.name else Text()
    wanted = [values[key] for values in read if values.get(key) not in (None, "")]
    found = Present()
    if wanted:
        for row in session.execute(rows(kind, key).where(column == _each(wanted, shape))):
            found.rows.setdefault(getattr(row, key), []).append(row)
    if key != kind.key:
        codes = [values[kind.key] for values in read if values.get(kind.key)]
        owners = select(key_of(kind), kind.model.id).where(key_of(kind) == _each(codes, Text()))
        found.codes = dict(session.execute(owners).all()) if codes else {}
    archived = [one.id for some in found.rows.values() for one in some if one.state == ARCHIVED]
    found.undone = frozenset(_undone(archived)) if archived else frozenset()
    return found


def _each(values, shape):
    """The values as rows to join with, each once.

    Not `= ANY(array)`: once the statement is prepared that compares every row with every value, and a table that was
    empty when it was last analysed is then read in full, five thousand times over.
    """
    return func.unnest(literal(list(set(values)), ARRAY(shape))).column_valued("wanted")


def rows(kind, key=None):
    """Select of rows with all that checks, plans and staging read of them: every column of a field, and `extra`.

    Own fields are read from `extra`; only when one is the key it is a column of its own.
    """
    model, fields = kind.model, kind.fields
    plain = [name for name, of in fields.items() if not of.custom]
    names = dict.fromkeys([*plain, *model.SEARCHED, *_BOOKKEEPING])
    columns = [getattr(model, name) for name in names]
    if key in fields and fields[key].custom:
        columns.append(key_expression(kind, key).label(key))
    within = (reach(kind) if kind.private else true()).label("known")
    return select(within, *columns)


def _undone(ids):
    return session.scalars(
        select(ImportChange.record_id).where(
            ImportChange.undone, ImportChange.before.is_(None), ImportChange.record_id.in_(ids)
        )
    )

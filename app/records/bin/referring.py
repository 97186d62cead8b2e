"""What refers to a record: foreign keys of the database, and link fields that a tenant made itself."""

from functools import cache

from sqlalchemy import Text, and_, any_, cast, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from app.kernel import context
from app.kernel.db import db, session
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import shaped


@cache
def pointing_at(table_name):
    """`[(table, column, goes along)]` of every foreign key to a table; what goes along is deleted with the row."""
    found = []
    for table in db.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table.name == table_name:
                column = next(one for one in key.columns if one.name != "tenant_id")
                found.append((table, column, (key.ondelete or "").upper() == "CASCADE"))
    return tuple(found)


def referred_to(kind, ids):
    """Those of `ids` that something else refers to: they cannot be deleted."""
    found = set()
    for table, column, along in pointing_at(kind.table):
        if not along:
            found |= set(session.scalars(select(column).where(same(table, ids, column)).distinct()))
    return found | linked_to(kind, ids)


def same(table, ids, column=None):
    """Clause: the tenant's rows of a table (or alias) with one of `ids` in `column` (default: its id)."""
    wanted = literal(list(ids), ARRAY(UUID(as_uuid=True)))
    return and_(
        table.c.tenant_id == context.tenant_id(), (table.c.id if column is None else column) == any_(wanted)
    )


def linked_to(kind, ids):
    """Those of `ids` that a link field of a record names: one that the tenant made, or a column without a key."""
    found, texts = set(), {str(one): one for one in ids}
    for other, of in _links(kind):
        if of.custom:
            value, wanted = cast(other.model.extra[of.name].astext, Text), literal(list(texts), ARRAY(Text))
        else:
            value, wanted = getattr(other.model, of.name), literal(list(ids), ARRAY(UUID(as_uuid=True)))
        named = session.scalars(select(value).where(value == any_(wanted)).distinct())
        found |= {texts[str(one)] for one in named}
    return found


def _links(kind):
    for one in RECORD_TYPES.values():
        other = shaped(one)
        yield from ((other, of) for of in other.fields.values() if of.link == kind.name)

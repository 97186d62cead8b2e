"""What refers to a record: foreign keys of the database, and link fields that a tenant made itself."""

from collections import defaultdict
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
    """Those of `ids` that a link field made by the tenant names."""
    found, texts = set(), {str(one): one for one in ids}
    for other, names in _own_links(kind).items():
        for name in names:
            value = cast(other.model.extra[name].astext, Text)
            named = select(value).where(value == any_(literal(list(texts), ARRAY(Text)))).distinct()
            found |= {texts[one] for one in session.scalars(named)}
    return found


def _own_links(kind):
    found = defaultdict(list)
    for one in RECORD_TYPES.values():
        other = shaped(one)
        for of in other.fields.values():
            if of.custom and of.link == kind.name:
                found[other].append(of.name)
    return found

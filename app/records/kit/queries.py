"""Rows of record types."""

from sqlalchemy import or_, select
from sqlalchemy.orm import load_only

from app.kernel.db import session
from app.kernel.text import to_katakana
from app.platform.search.asking import Condition, Order, matching_ids, searchable, words_of
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.model import ARCHIVED

OFFERED = 20


def every(kind):
    """Select of all rows of a record type, archived ones too."""
    return select(kind.model).order_by(key_of(kind), kind.model.id)


def key_of(kind):
    """The column that files and people know a record by."""
    return getattr(kind.model, kind.key)


def prefixed(kind, words):
    """Clause: code or reading begins with the (single-letter) words; what the pair index cannot answer."""
    start = words[0] if words else ""
    columns = [key_of(kind).bool_op("^@")(start), key_of(kind).bool_op("^@")(start.upper())]
    if hasattr(kind.model, "kana"):
        columns.append(kind.model.kana.bool_op("^@")(to_katakana(start)))
    if hasattr(kind.model, "name"):
        columns.append(kind.model.name.bool_op("^@")(start))
    return or_(*columns)


def options(kind_name, typed):
    """Up to twenty `(id, code, name)` of active rows that hold what was typed, in order of code."""
    kind = RECORD_TYPES[kind_name]
    model, key = kind.model, key_of(kind)
    found = select(model.id, key, getattr(model, kind.title)).order_by(key, model.id).limit(OFFERED)
    words = words_of(typed)
    if searchable(words):
        active = ((Condition("state", "not in", (ARCHIVED,)),),)
        ids = matching_ids(kind.table, words, Order(kind.key), active, wanted=OFFERED)
        return session.execute(found.where(model.id.in_(ids))).all()
    found = found.where(model.state != ARCHIVED)
    return session.execute(found.where(prefixed(kind, words)) if words else found).all()


def by_key_or_name(kind_name, texts):
    """`{text: id}` of the rows whose code or, failing that, name is one of `texts`."""
    kind = RECORD_TYPES[kind_name]
    model, key, title = kind.model, key_of(kind), getattr(kind.model, kind.title)
    rows = session.execute(
        select(model.id, key, title).where(or_(key.in_(texts), title.in_(texts))).order_by(key, model.id)
    ).all()
    found = {name: row_id for row_id, _code, name in reversed(rows)}
    found |= {code: row_id for row_id, code, _name in rows}
    return {text: found[text] for text in texts if text in found}


def titles(kind_name, ids):
    """`{id: title}` of rows of a record type."""
    kind = RECORD_TYPES[kind_name]
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    named = select(kind.model.id, getattr(kind.model, kind.title)).where(kind.model.id.in_(wanted))
    return dict(session.execute(named).all())


def row_with_key(kind, code):
    """The row with that code (id and title loaded), or None."""
    return session.scalars(
        select(kind.model)
        .options(load_only(kind.model.id, getattr(kind.model, kind.title)))
        .where(key_of(kind) == code)
    ).one_or_none()

"""Rows of record types."""

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import load_only

from app.kernel.db import session
from app.kernel.text import to_katakana
from app.platform.search.asking import Condition, Order, matching_ids, searchable, words_of
from app.records.disclosures.queries import disclosed
from app.records.kit.describing import LINKS, RECORD_TYPES
from app.records.kit.model import ARCHIVED

OFFERED = 20


def every(kind):
    """Select of all rows of a record type that the present actor may know of, archived ones too."""
    return select(kind.model).where(reach(kind)).order_by(key_of(kind), kind.model.id)


def reach(kind, model=None):
    """Clause: the rows the present actor may know of; `model` is an alias of the record type's own."""
    return disclosed(model or kind.model) if kind.private else true()


def reach_of_link(name, model=None):
    """`reach` for whatever a field points to; people and organisations are known to all."""
    kind = RECORD_TYPES.get(name)
    return reach(kind, model) if kind else true()


def key_of(kind):
    """The column that files and people know a record (or a link's target) by."""
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
    target, words = LINKS[kind_name], words_of(typed)
    model, key = target.model, key_of(target)
    found = select(model.id, key, getattr(model, target.title)).order_by(key, model.id).limit(OFFERED)
    found = found.where(reach_of_link(kind_name))
    if hasattr(model, "state"):
        found = found.where(model.state.not_in((ARCHIVED, "disabled")))
    if kind_name in RECORD_TYPES and not RECORD_TYPES[kind_name].private and searchable(words):
        active = ((Condition("state", "not in", (ARCHIVED,)),),)
        ids = matching_ids(model.__tablename__, words, Order(target.key), active, wanted=OFFERED)
        return session.execute(found.where(model.id.in_(ids))).all()
    if kind_name in RECORD_TYPES and searchable(words):
        return session.execute(
            found.where(*(func.strpos(model.search_text, word) > 0 for word in words))
        ).all()
    return session.execute(found.where(prefixed(target, words)) if words else found).all()


def by_key_or_name(kind_name, texts):
    """`{text: id}` of the rows whose code or, failing that, name is one of `texts`."""
    target = LINKS[kind_name]
    model, key, title = target.model, key_of(target), getattr(target.model, target.title)
    rows = session.execute(
        select(model.id, key, title)
        .where(or_(key.in_(texts), title.in_(texts)), reach_of_link(kind_name))
        .order_by(key, model.id)
    ).all()
    found = {name: row_id for row_id, _code, name in reversed(rows)}
    found |= {code: row_id for row_id, code, _name in rows}
    return {text: found[text] for text in texts if text in found}


def titles(kind_name, ids):
    """`{id: title}` of what a link points to; what the present actor may not know of is left out."""
    target = LINKS[kind_name]
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    named = select(target.model.id, getattr(target.model, target.title)).where(target.model.id.in_(wanted))
    return dict(session.execute(named.where(reach_of_link(kind_name))).all())


def row_with_key(kind, code):
    """The row with that code (id and title loaded), or None."""
    return session.scalars(
        select(kind.model)
        .options(load_only(kind.model.id, getattr(kind.model, kind.title)))
        .where(key_of(kind) == code)
    ).one_or_none()

"""Rows of record types."""

from sqlalchemy import and_, func, literal_column, or_, select, true
from sqlalchemy.orm import load_only

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.text import HIRAGANA, KATAKANA, to_katakana
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
    model = model or kind.model
    limit = kind.within(model, context.actor()) if kind.within else None
    open_to_all = disclosed(model) if kind.private else true()
    return open_to_all if limit is None else and_(open_to_all, limit)


def knows_all(kind):
    """Whether no row of the record type is kept from the present actor."""
    return not kind.private and (kind.within is None or kind.within(kind.model, context.actor()) is None)


def reach_of_link(name, model=None):
    """`reach` for whatever a field points to; people and organisations are known to all."""
    kind = RECORD_TYPES.get(name)
    return reach(kind, model) if kind else true()


def veiled(name):
    """Whether some rows that a link of that name points to are known to a few only."""
    kind = RECORD_TYPES.get(name)
    return bool(kind and kind.private)


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


def folded(column):
    """SQL for `kernel.text.fold`, near enough for a part of a field: NFKC, no case, katakana as hiragana."""
    return func.translate(func.lower(func.normalize(column, literal_column("NFKC"))), KATAKANA, HIRAGANA)


def text_of(kind):
    """SQL: the folded text in which words are looked for."""
    return kind.model.search_text if hasattr(kind.model, "search_text") else _known_by(kind)


def _known_by(target):
    """SQL: whatever people know a person or an organisation by, in one text."""
    names = (target.title, "kana", target.key)
    return folded(func.concat_ws(" ", *(getattr(target.model, n) for n in names if hasattr(target.model, n))))


def options(kind_name, typed, *, only=()):
    """Up to twenty `(id, code, name)` of active rows that hold what was typed, in order of code (people: reading).

    `only`: further clauses on the model of the kind.
    """
    target, words = LINKS[kind_name], words_of(typed)
    model, key = target.model, key_of(target)
    found = select(model.id, key, getattr(model, target.title)).limit(OFFERED)
    found = found.where(reach_of_link(kind_name), *only)
    if kind_name not in RECORD_TYPES:
        found = found.where(*(func.strpos(_known_by(target), word) > 0 for word in words))
        if hasattr(model, "valid_until"):
            found = found.where(or_(model.valid_until.is_(None), model.valid_until >= clock.today()))
        if hasattr(model, "state"):
            found = found.where(model.state != "disabled")
        return session.execute(found.order_by(getattr(model, "kana", key), model.id)).all()
    found = found.order_by(key, model.id)
    found = found.where(model.state != ARCHIVED)
    if searchable(words) and not RECORD_TYPES[kind_name].private:
        active = ((Condition("state", "not in", (ARCHIVED,)),),)
        ids = matching_ids(model.__tablename__, words, Order(target.key), active, wanted=OFFERED)
        return session.execute(found.where(model.id.in_(ids))).all()
    if searchable(words):
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

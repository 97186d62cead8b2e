"""Which colleagues may know of a record: asked before anybody is told of it."""

from collections import defaultdict

from sqlalchemy import Uuid, literal, select, true, union_all

from app.kernel.db import session
from app.records.disclosures.model import Disclosure

_people = {}


def use_people(actors_of):
    """Start-up: how to learn the Actors of active users of the present tenant, `[id] -> [Actor]` (access knows)."""
    _people["actors_of"] = actors_of


def who_know(kind, row, user_ids):
    """The ids among `user_ids` of active people who may see the record, in their order. Three statements at most."""
    return [user_id for user_id, _row in who_know_each(kind, [(one, row) for one in dict.fromkeys(user_ids)])]


def who_know_each(kind, pairs):
    """Those of the pairs `(user id, row)` whose active person may see the row. Three statements at most."""
    wanted = {one for one, _row in pairs if one}
    if not wanted:
        return []
    actors = {one.id: one for one in _people["actors_of"](list(wanted)) if one.may(kind.permissions.view)}
    closed = {row.id for _one, row in pairs if kind.private and row.restricted} if actors else ()
    named = _subjects(closed) if closed else {}
    known = [(one, row) for one, row in pairs if one in actors and _knows(actors[one], row, closed, named)]
    return _within(kind, known, actors) if known and kind.within else known


def _knows(actor, row, closed, named):
    return row.id not in closed or actor.id == row.created_by_id or bool(named[row.id] & actor.subjects)


def _subjects(ids):
    found = defaultdict(set)
    rows = select(Disclosure.record_id, Disclosure.subject).where(Disclosure.record_id.in_(ids))
    for record_id, subject in session.execute(rows):
        found[record_id].add(subject)
    return found


def _within(kind, pairs, actors):
    """Those whose reach holds the row. One statement."""
    theirs, parts, model = defaultdict(list), [], kind.model
    for user_id, row in pairs:
        theirs[user_id].append(row.id)
    for user_id, ids in theirs.items():
        limit = kind.within(model, actors[user_id])
        found = select(literal(user_id, Uuid), model.id)
        parts.append(found.where(model.id.in_(ids), true() if limit is None else limit))
    held = {tuple(one) for one in session.execute(union_all(*parts))}
    return [(user_id, row) for user_id, row in pairs if (user_id, row.id) in held]

"""Which colleagues may know of a record: asked before anybody is told of it."""

from sqlalchemy import select, true

from app.kernel.db import session
from app.records.disclosures.queries import subjects_of

_people = {}


def use_people(actors_of):
    """Start-up: how to learn the Actors of active users of the present tenant, `[id] -> [Actor]` (access knows)."""
    _people["actors_of"] = actors_of


def who_know(kind, row, user_ids):
    """The ids among `user_ids` of active people who may see the record, in their order. Three statements at most."""
    wanted = [one for one in dict.fromkeys(user_ids) if one]
    if not wanted:
        return []
    actors = {one.id: one for one in _people["actors_of"](wanted) if one.may(kind.permissions.view)}
    if actors and kind.private and row.restricted:
        named = set(session.scalars(subjects_of(row.id)))
        actors = {
            one.id: one for one in actors.values() if one.id == row.created_by_id or named & one.subjects
        }
    if actors and kind.within:
        actors = _within(kind, row, actors)
    return [one for one in wanted if one in actors]


def _within(kind, row, actors):
    """Those whose reach holds the row. One statement."""
    limits = {one: kind.within(kind.model, actor) for one, actor in actors.items()}
    asked = [
        select(kind.model.id).where(kind.model.id == row.id, true() if limit is None else limit).exists()
        for limit in limits.values()
    ]
    held = session.execute(select(*asked)).one()
    return {one: actors[one] for one, holds in zip(limits, held, strict=True) if holds}

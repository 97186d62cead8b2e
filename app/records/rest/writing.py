"""Records as programs get them."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.describing import LINKS
from app.records.kit.extras import held
from app.records.kit.queries import key_of, reach_of_link
from app.records.rest.naming import FIXED, OWN, properties

ALWAYS = ("id", "version")


def records(kind, rows, chosen=None):
    """The rows (entities) as plain values, with the properties `chosen` (all of them without); id and version always.

    Links are `{id, code, name}`, read with one statement for each kind of target, or null beyond the reader's reach.
    """
    wanted = {name: of for name, of in properties(kind).items() if not chosen or name in chosen}
    targets = {}
    for of in wanted.values():
        if of.link:
            targets.setdefault(of.link, set()).update(held(row, of) for row in rows)
    known = {target: references(target, ids - {None}) for target, ids in targets.items()}
    return [_record(row, wanted, known, chosen) for row in rows]


def _record(row, wanted, known, chosen):
    said = {name: getattr(row, name) for name in FIXED if not chosen or name in chosen or name in ALWAYS}
    own = {}
    for name, of in wanted.items():
        value = held(row, of)
        if of.link:
            value = known[of.link].get(value)
        if of.custom:
            own[name.partition(".")[2]] = value
        else:
            said[name] = value
    if own or not chosen:
        said[OWN] = own
    return said


def references(target, ids):
    """`{id: {id, code, name}}` of what links point to, within reach."""
    if not ids:
        return {}
    to = LINKS[target]
    found = select(to.model.id, key_of(to), getattr(to.model, to.title)).where(to.model.id.in_(ids))
    rows = session.execute(found.where(reach_of_link(target))).all()
    return {row_id: {"id": row_id, "code": code, "name": name} for row_id, code, name in rows}

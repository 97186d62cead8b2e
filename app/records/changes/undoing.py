"""Taking a change back: only records that nobody touched since; the rest is named."""

from collections import defaultdict

from sqlalchemy.exc import IntegrityError

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.records.bin.operations import take_back, take_one_back
from app.records.bin.queries import binned_by
from app.records.changes import snapshots
from app.records.changes.applying import attempt
from app.records.changes.queries import locked, versions_made
from app.records.imports.planning import Planned
from app.records.imports.staging import Stage
from app.records.kit.before import before_change
from app.records.kit.extras import held
from app.records.kit.model import ARCHIVED


def revert(kind, change, undone, ids):
    """Bring the records `ids` of the change `undone` back, as part of `change`."""
    made = versions_made(undone, ids)
    reasons, back = _from_the_bin(kind, undone, ids)
    rest = [one for one in ids if one not in back and one not in reasons]
    found = set()
    if rest:
        reasons |= attempt(rest, lambda some: _rows(kind, undone, locked(kind, some), made, found))
    for one in rest:
        if one not in found:
            reasons.setdefault(one, translate("It has been deleted since, or is not within your reach."))
    snapshots.add(
        change,
        ((one, made[one][1], "refused" if one in reasons else "done", reasons.get(one, "")) for one in ids),
    )


def _from_the_bin(kind, undone, ids):
    """`({id: reason}, ids that came back)` of what the change had deleted."""
    binned = {one.id: one for one in session.scalars(binned_by(undone.id)) if one.id in set(ids)}
    reasons = _take_back(kind, binned) if binned else {}
    return reasons, binned.keys() - reasons.keys()


def _take_back(kind, binned):
    try:
        with session.begin_nested():
            take_back(kind, list(binned))
            return {}
    except IntegrityError:
        pass
    reasons = {}
    for one in binned.values():
        try:
            take_one_back(kind, one)
        except Rejected as refused:
            reasons[one.id] = str(refused)
    return reasons


def _rows(kind, undone, rows, made, found):
    found.update(row.id for row in rows)
    touched = {row.id for row in rows if row.version != made[row.id][0]}
    rows = [row for row in rows if row.id not in touched]
    if rows:
        _bring_back(kind, undone, rows)
    return dict.fromkeys(touched, translate("Somebody has changed it since; it stays as it is."))


def _bring_back(kind, undone, rows):
    ids = [row.id for row in rows]
    former = snapshots.former(kind, undone, ids)
    planned = [_planned(kind, row, former[row.id]) for row in rows]
    fields = {one.before.id: _of_fields(kind, one.changes) for one in planned}
    before_change(kind, {one: changes for one, changes in fields.items() if changes})
    groups = defaultdict(list)
    for one, row in zip(planned, rows, strict=True):
        groups[_verb(row.state, one.before.state)].append(one)
    snapshots.bring_back(kind, undone, ids)
    for row in rows:
        session.expire(row)
    stage = Stage(kind, {"undoes": str(undone.id)})
    for verb, some in groups.items():
        stage.audit(verb, stage.told(some))
        changed = {one.before.id: [*one.changes] for one in some}
        publish("records.happened", kind=kind, verb=verb, changed=changed)
    publish("records.brought_back", kind=kind, undone=undone, ids=ids)


def _planned(kind, row, former):
    pairs = ((of.name, [held(row, of), held(former, of)]) for of in kind.fields.values())
    changes = {name: pair for name, pair in pairs if pair[0] != pair[1]}
    if row.state != former.state and _verb(row.state, former.state) == "changed":
        changes["state"] = [row.state, former.state]
    return Planned(0, {}, former, changes)


def _of_fields(kind, changes):
    return {name: pair for name, pair in changes.items() if name in kind.fields}


def _verb(was, now):
    if was == now or ARCHIVED not in (was, now):
        return "changed"
    return "archived" if now == ARCHIVED else "restored"

"""Taking a change back: only records that nobody touched since; the rest is named."""

from sqlalchemy.exc import IntegrityError

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.platform.audit import record
from app.records.bin.naming import label_of
from app.records.bin.operations import take_back, take_one_back
from app.records.bin.queries import binned_by
from app.records.changes import snapshots
from app.records.changes.applying import attempt
from app.records.changes.queries import versions_made
from app.records.kit.extras import held
from app.records.kit.keeping import in_words
from app.records.kit.model import ARCHIVED
from app.records.kit.plain import unspoken


def revert(kind, change, undone, ids):
    """Bring the records `ids` of the change `undone` back, as part of `change`."""
    made = versions_made(undone, ids)
    reasons, back = _from_the_bin(kind, undone, ids)
    rest = [one for one in ids if one not in back and one not in reasons]
    found = set()
    if rest:
        reasons |= attempt(kind, rest, lambda rows: _rows(kind, undone, rows, made, found))
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
    changes = {row.id: _changes(kind, row, former[row.id]) for row in rows}
    states = {row.id: (row.state, former[row.id].state) for row in rows}
    kind.before_change({one: fields for one, fields in changes.items() if fields})
    snapshots.bring_back(kind, undone, ids)
    for row in rows:
        session.refresh(row)
        _tell(kind, undone, row, changes[row.id], *states[row.id])


def _changes(kind, row, before):
    pairs = ((of.name, [held(row, of), held(before, of)]) for of in kind.fields.values())
    return {name: pair for name, pair in pairs if pair[0] != pair[1]}


def _tell(kind, undone, row, changes, was, now):
    said, verb = in_words(kind, changes), "changed"
    raw = unspoken(kind.fields, changes, said)
    if was != now:
        verb = "archived" if now == ARCHIVED else "restored" if was == ARCHIVED else "changed"
    if was != now and verb == "changed":
        said = said | {"state": [str(kind.state(was).label), str(kind.state(now).label)]}
    label, undoes = label_of(kind, row), str(undone.id)
    record(f"{kind.name}.{verb}", row, label=label, changes=said, undoes=undoes, **raw)
    publish("record.happened", kind=kind, row=row, verb=verb, changes=said)

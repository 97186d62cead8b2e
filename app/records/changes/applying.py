"""Doing to each record of a selection what was asked, row by row through the same verbs as every form."""

from sqlalchemy.exc import DataError, IntegrityError

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.records.bin.operations import throw_away
from app.records.bin.referring import referred_to
from app.records.changes import snapshots
from app.records.changes.queries import locked
from app.records.kit import keeping
from app.records.kit.plain import from_plain


def apply(kind, change, ids):
    """Do what `change` asks to the rows `ids`, and keep what they were."""
    snapshots.note(kind, change, ids)
    told, gone = {}, set()
    work = _deleting(kind, change, told, gone) if change.action == "delete" else _each(_verb(kind, change))
    reasons = attempt(kind, ids, work)
    missing = set(ids) - gone - reasons.keys()
    snapshots.tell(change, dict.fromkeys(gone, ""), outcome="done", before={})
    snapshots.settle(kind, change, missing | reasons.keys(), reasons)
    snapshots.tell(change, {one: why for one, why in told.items() if one not in reasons})


def attempt(kind, ids, work):
    """`{id: reason}` of the rows that `work(rows)` refused. What the database refuses together is tried one by one."""
    try:
        with session.begin_nested():
            return work(locked(kind, ids))
    except (IntegrityError, DataError):
        if len(ids) == 1:
            return {ids[0]: translate("Something that it needs is gone, or its place is taken.")}
    reasons = {}
    for one in ids:
        reasons |= attempt(kind, [one], work)
    return reasons


def _each(verb):
    def work(rows):
        reasons = {}
        for row in rows:
            try:
                verb(row)
            except Rejected as refused:
                reasons[row.id] = str(refused)
                session.expire(row)
        return reasons

    return work


def _verb(kind, change):
    content = change.content
    if change.action == "field":
        of = kind.fields.get(content["field"])
        if of is None or of.formula:
            raise Rejected("This field does not exist any more.")
        value = from_plain(of, content["value"])
        return lambda row: keeping.change(kind, row, {of.name: value}, version=row.version)
    if change.action == "state":
        return lambda row: keeping.move(kind, row, content["state"])
    verb = {"archive": keeping.archive, "restore": keeping.restore}[change.action]
    return lambda row: verb(kind, row)


def _deleting(kind, change, told, gone):
    """Rows into the bin; what is referred to is archived instead and `told`."""

    def work(rows):
        ids = {row.id for row in rows}
        gone.difference_update(ids)
        needed = referred_to(kind, ids) if kind.deletable else ids
        for row in rows:
            if row.id in needed:
                _archive_instead(kind, row, told)
        free = [row for row in rows if row.id not in needed]
        if free:
            throw_away(kind, free, change.id)
        gone.update(ids - needed)
        return {}

    return work


def _archive_instead(kind, row, told):
    keeping.archive(kind, row)
    told[row.id] = translate("Other entries refer to it, so it was archived instead.")

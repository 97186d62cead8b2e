"""Doing to each record of a selection what was asked, by the rules of the verbs that its form uses."""

import psycopg
from sqlalchemy.exc import DataError, IntegrityError

from app.kernel.db import session
from app.kernel.i18n import translate
from app.records.bin.operations import throw_away
from app.records.bin.referring import referred_to
from app.records.changes import snapshots
from app.records.changes.queries import locked
from app.records.changes.setting import Setting, moved, write
from app.records.changes.works import WORKS
from app.records.imports import present
from app.records.kit.model import ARCHIVED

REFUSED = (IntegrityError, DataError, psycopg.IntegrityError, psycopg.DataError)


def apply(kind, change, ids):
    """Do what `change` asks to the rows `ids`, and keep what they were."""
    snapshots.note(kind, change, ids)
    told, gone = {}, set()
    deleting = change.action == "delete"
    made = WORKS[change.action].made if change.action in WORKS else Setting
    work = _deleting(kind, change, told, gone) if deleting else made(kind, change).carry_out
    reasons = attempt(ids, work)
    missing = set(ids) - gone - reasons.keys()
    snapshots.tell(change, dict.fromkeys(gone, ""), outcome="done", before={})
    snapshots.settle(kind, change, missing | reasons.keys(), reasons)
    snapshots.tell(change, {one: why for one, why in told.items() if one not in reasons})


def attempt(ids, work):
    """`{id: reason}` of the rows that `work(ids)` refused. What the database refuses together is tried by halves."""
    try:
        with session.begin_nested():
            return work(ids)
    except REFUSED:
        if len(ids) == 1:
            return {ids[0]: translate("Something that it needs is gone, or its place is taken.")}
    middle = len(ids) // 2
    return attempt(ids[:middle], work) | attempt(ids[middle:], work)


def _deleting(kind, change, told, gone):
    """Rows into the bin; what is referred to is archived instead and `told`."""

    def work(ids):
        rows = locked(kind, ids)
        there = {row.id for row in rows}
        gone.difference_update(there)
        needed = referred_to(kind, there) if kind.deletable else there
        _archive_instead(kind, [row.id for row in rows if row.id in needed], told)
        free = [row for row in rows if row.id not in needed]
        if free:
            throw_away(kind, free, change.id)
        gone.update(there - needed)
        return {}

    return work


def _archive_instead(kind, ids, told):
    found = session.execute(present.rows(kind).where(kind.model.id.in_(ids))).all() if ids else []
    columns = ({"state": ARCHIVED, "archived_from": row.state} for row in found)
    planned = [moved(row, one) for row, one in zip(found, columns, strict=True) if row.state != ARCHIVED]
    write(kind, planned, "archived")
    told |= dict.fromkeys(ids, translate("Other entries refer to it, so it was archived instead."))

"""Changes of many records as their pages show them."""

from sqlalchemy import false, func, or_, select, true

from app.kernel import context
from app.kernel.db import session
from app.records.changes.model import ChangedRecord, ChangeSet
from app.records.imports import present
from app.records.kit.extras import expression
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import reach
from app.records.lists.queries import CAP, narrowed

SHOWN = 200


def change_sets(kind):
    """Select of the changes of a record type, newest first. Where records can be restricted, everybody's own only."""
    mine = ChangeSet.started_by_id == context.actor().id if kind.private else true()
    return (
        select(ChangeSet)
        .where(ChangeSet.record_type == kind.name, mine)
        .order_by(ChangeSet.created_at.desc(), ChangeSet.id.desc())
    )


def undo_of(change):
    """The undo of a change, or None."""
    return session.scalars(
        select(ChangeSet).where(ChangeSet.undoes_id == change.id, ChangeSet.state != "failed")
    ).one_or_none()


def undone_among(changes):
    """Ids of those changes that were undone."""
    wanted = ChangeSet.undoes_id.in_([one.id for one in changes])
    return set(session.scalars(select(ChangeSet.undoes_id).where(wanted, ChangeSet.state != "failed")))


def lines_of(change, outcome=None, limit=SHOWN):
    """`(record id, label, outcome, reason)` of the records of a change in order of their label.

    Without an outcome those that have something to say: refused, or with a reason.
    """
    one = ChangedRecord
    wanted = one.outcome == outcome if outcome else or_(one.outcome == "refused", one.reason != "")
    found = select(one.record_id, one.label, one.outcome, one.reason).where(
        one.change_set_id == change.id, wanted
    )
    return session.execute(found.order_by(one.label, one.id).limit(limit)).all()


def counted(change):
    """`{outcome: how many}`."""
    found = select(ChangedRecord.outcome, func.count()).where(ChangedRecord.change_set_id == change.id)
    return dict(session.execute(found.group_by(ChangedRecord.outcome)).all())


def chosen_ids(kind, question, at_most, rows=None):
    """Ids of the rows a question finds (and the clause `rows`), in a full order; at most `at_most + 1`."""
    found = narrowed(kind, question, select(kind.model.id)).order_by(kind.model.id)
    found = found if rows is None else found.where(rows)
    return list(session.scalars(found.limit(at_most + 1)))


def ids_done(change):
    """Ids of the records a change came to, in a full order."""
    found = select(ChangedRecord.record_id).where(
        ChangedRecord.change_set_id == change.id, ChangedRecord.outcome == "done"
    )
    return list(session.scalars(found.order_by(ChangedRecord.record_id)))


def ids_changed(change):
    """Select of the ids of the records a change came to."""
    one = ChangedRecord
    return select(one.record_id).where(one.change_set_id == change.id, one.outcome == "done")


def versions_made(change, ids):
    """`{record id: (version the change made, label)}`."""
    one = ChangedRecord
    found = select(one.record_id, one.version, one.label).where(
        one.change_set_id == change.id, one.record_id.in_(ids)
    )
    return {record_id: (version, label) for record_id, version, label in session.execute(found)}


def locked(kind, ids):
    """The rows among `ids` that the present actor may know of, held until the transaction ends."""
    return list(
        session.scalars(
            select(kind.model)
            .where(kind.model.id.in_(ids), reach(kind))
            .order_by(kind.model.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def columns_locked(kind, ids):
    """The same as rows of columns, for who writes past the session."""
    model = kind.model
    found = present.rows(kind).where(model.id.in_(ids), reach(kind)).order_by(model.id)
    return session.execute(found.with_for_update(of=model)).all()


def is_stopped(change):
    """Whether somebody asked to stop it since it began."""
    return session.scalar(select(ChangeSet.state).where(ChangeSet.id == change.id)) == "cancelled"


def change_undone(change):
    """The change that an undo took back; None for any other change."""
    return session.get(ChangeSet, (change.tenant_id, change.undoes_id)) if change.undoes_id else None


def differing(kind, action, name="", value=None, way="set"):
    """Clause: the rows that a change would come to; None where that is all of them, or not known yet."""
    model = kind.model
    if action == "archive":
        return model.state != ARCHIVED
    if action == "restore":
        return model.state == ARCHIVED
    if action != "field" or not name:
        return None
    if name == "state":
        return model.state.not_in((value, ARCHIVED))
    column = expression(model, kind.fields[name])
    if way == "set" or kind.fields[name].kind != "many":
        return column.is_distinct_from(value)
    return (
        ~column.contains(value) if way == "add" else or_(false(), *(column.contains([one]) for one in value))
    )


def how_many(kind, question, differs=None):
    """`(rows, rows that would change)` of a question, each counted up to the cap of lists; `differs` a clause."""
    change = true() if differs is None else differs
    rows = narrowed(kind, question, select(change.label("change"))).limit(CAP + 1).subquery()
    found = select(func.count(), func.count().filter(rows.c.change))
    return tuple(session.execute(found.select_from(rows)).one())

"""Writing the trail, from inside the verbs."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import inspect

from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.audit.model import AuditEntry


def record(verb, subject=None, *, by=None, label=None, changes=None, **details):
    """Note in the present transaction that `verb` (`purchase_order.received`) happened to `subject`.

    `by`: the Actor (default: the present one). `changes`: `{field: [before, after]}`, see `changes_of`.
    Further facts go to `details`, those of the origin (which token a program used) too. Publishes `audit.noted`
    (entry, subject). Returns the entry.
    """
    who, where = by or context.actor(), context.origin()
    stand_in = who.acting_for
    entry = AuditEntry(
        at=clock.now(),
        verb=verb,
        subject_type=getattr(type(subject), "__tablename__", "") if subject is not None else "",
        subject_id=getattr(subject, "id", None),
        subject_label=(label or _label(subject))[:200],
        actor_id=who.id,
        actor_name=who.name,
        for_actor_id=stand_in.id if stand_in else None,
        for_actor_name=stand_in.name if stand_in else None,
        address=where.address,
        request_id=where.request_id,
        details=plain({**where.extra, **details, **({"changes": changes} if changes else {})}),
    )
    session.add(entry)
    publish("audit.noted", entry=entry, subject=subject)
    return entry


def record_many(verb, subject_type, subjects, *, by=None):
    """Note `verb` for many at once. `subjects`: `(id, label, details)`, details a dict without personal data."""
    who, where = by or context.actor(), context.origin()
    stand_in = who.acting_for
    same = {
        "at": clock.now(),
        "verb": verb,
        "subject_type": subject_type,
        "actor_id": who.id,
        "actor_name": who.name,
        "for_actor_id": stand_in.id if stand_in else None,
        "for_actor_name": stand_in.name if stand_in else None,
        "address": where.address,
        "request_id": where.request_id,
    }
    lines = [
        {"subject_id": one, "subject_label": label[:200], "details": plain({**where.extra, **details})}
        for one, label, details in subjects
    ]
    copy_in(AuditEntry, lines, same)


def changes_of(row, only=None):
    """What a flush would change on `row`: `{column: [before, after]}`, unchanged columns left out."""
    state, found = inspect(row), {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and (only is None or attribute.key in only):
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                found[attribute.key] = [before, after]
    return found


def plain(value):
    """JSON-ready copy of `value`: dates, numbers, ids as text."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, dt.date | uuid.UUID | Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _label(subject):
    for name in ("label", "number", "name", "subject"):
        value = getattr(subject, name, None)
        if value:
            return str(value)
    return ""

"""Everything that happened to a record, field by field."""

from dataclasses import dataclass
from typing import Any

from flask import request

from app.kernel import context
from app.kernel.i18n import translate
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import trail_of
from app.records.kit.extras import held
from app.records.kit.plain import plain_of
from app.records.kit.queries import every
from app.records.kit.restoring import NOTHING, former
from app.records.pages.forms import typed
from app.records.pages.views.entries import told
from app.records.pages.views.happening import events_of
from app.records.pages.views.veiling import unveiled
from app.web.answer import page
from app.web.finding import find
from app.web.paging import paged


@dataclass(frozen=True)
class Change:
    """One field of one line: `restorable` when setting it back would give it another value than it has."""

    name: str
    label: str
    before: Any
    after: Any
    restorable: bool


def history(kind, record_id):
    """The trail of the record, newest first; of one field when the address names it."""
    row = find(every(kind), record_id)
    name = request.args.get("field", "")
    chosen = name if name in kind.visible else ""
    may_edit = context.actor().may(kind.permissions.edit) and not row.archived
    entries = paged(
        _asked(row, chosen), AuditEntry.at, AuditEntry.id, descending=True, token=request.args.get("page")
    )
    return page(
        "records/pages/records/history.html",
        fragment="records/pages/records/_history.html",
        kind=kind,
        row=row,
        chosen=chosen,
        entries=entries,
        lines=[_line(kind, row, *told, chosen, may_edit) for told in _told(kind, entries)],
        choices=[("", translate("All fields")), *((n, of.label) for n, of in kind.visible.items())],
    )


def _asked(row, name):
    asked = trail_of(row.id, None)
    return asked.where(AuditEntry.details["changes"].has_key(name)) if name else asked


def _told(kind, entries):
    """`(entry, names of the fields it tells of, event)` of each line, as far as the reader may know."""
    details = unveiled(kind, [entry.details for entry in entries])
    names = [told(kind, one) for one in details]
    return zip(entries, names, events_of(kind, entries), strict=True)


def _line(kind, row, entry, names, event, name, may_edit):
    """`(entry's id, event, changes)` of a line of the trail."""
    pairs = zip(names, event["changes"], strict=True)
    changes = [
        Change(one, *said, may_edit and _restorable(kind, row, entry, one, said[1]))
        for one, said in pairs
        if name in ("", one)
    ]
    return entry.id, event, changes


def _restorable(kind, row, entry, name, said):
    of = typed(kind).get(name)
    if of is None or (before := former(entry, of)) is NOTHING:
        return False
    unknown = of.link and before is not None and not said  # the reader may not know of what it led to
    return not unknown and before != plain_of(of, held(row, of))

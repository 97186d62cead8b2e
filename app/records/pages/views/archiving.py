"""Putting a record away, and taking it back."""

from flask import url_for

from app.kernel.i18n import _
from app.records.kit import keeping
from app.records.kit.queries import every
from app.web.answer import answer
from app.web.finding import find


def create_archiving(kind, record_id):
    """Archive; the list that follows offers to undo it."""
    row = find(every(kind), record_id)
    keeping.archive(kind, row)
    return answer(None, otherwise=url_for(".index", undo=row.id))


def delete_archiving(kind, record_id):
    """Restore."""
    row = find(every(kind), record_id)
    keeping.restore(kind, row)
    said = _("%(name)s has been restored.", name=getattr(row, kind.title))
    return answer(None, otherwise=url_for(".show", record_id=row.id), message=said)

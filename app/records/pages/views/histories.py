"""Everything that happened to a record."""

from app.records.kit.queries import every
from app.records.pages.views.happening import events_of
from app.web.answer import page
from app.web.finding import find


def history(kind, record_id):
    """Everything that happened to the record, field by field."""
    row = find(every(kind), record_id)
    return page(
        "records/pages/records/history.html", kind=kind, row=row, events=events_of(kind, row, limit=500)
    )

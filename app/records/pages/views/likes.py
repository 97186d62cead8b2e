"""いいね."""

from app.records.comments import operations
from app.records.comments.queries import comments_of
from app.records.kit.queries import every
from app.records.pages.views.talking import changed
from app.web.finding import find


def create_like(kind, record_id, comment_id):
    """I like it."""
    row = find(every(kind), record_id)
    comment = find(comments_of(row.id), comment_id)
    operations.like(kind, row, comment)
    return changed(kind, row, comment)


def delete_like(kind, record_id, comment_id):
    """I like it no longer."""
    row = find(every(kind), record_id)
    comment = find(comments_of(row.id), comment_id)
    operations.unlike(kind, row, comment)
    return changed(kind, row, comment)

"""What comments learn of their records."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.records.comments.model import Comment
from app.records.kit.holding import hold

hold((), "comments", _l("Comments"), Comment, "record_id", typed=True)


@subscribe("record.purged")
def forget(kind, ids):
    """What was said about records that are gone for good goes too."""
    session.execute(delete(Comment).where(Comment.record_id.in_(ids)))

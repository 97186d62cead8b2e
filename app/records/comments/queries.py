"""Reading comments."""

from sqlalchemy import BigInteger, cast, func, select

from app.kernel import context
from app.platform.settings.choosing import SETTINGS
from app.platform.settings.model import Setting
from app.records.comments.model import Comment
from app.records.comments.settings import EDIT_MINUTES


def comments_of(record_id):
    """The comments on a record that were not deleted."""
    return (
        select(Comment)
        .where(Comment.record_id == record_id, Comment.deleted_at.is_(None))
        .order_by(Comment.created_at, Comment.id)
    )


def own_comments_of(record_id):
    """Those of them that the present person wrote."""
    return comments_of(record_id).where(Comment.author_id == context.actor().id)


def minutes_to_edit():
    """Scalar subquery: the tenant's setting, for the statement that reads what else a page needs to know."""
    chosen = select(cast(Setting.value, BigInteger)).where(Setting.name == EDIT_MINUTES)
    return func.coalesce(chosen.scalar_subquery(), SETTINGS[EDIT_MINUTES].default)

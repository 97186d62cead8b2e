"""What came into a list since somebody looked at it."""

from sqlalchemy import func, select

from app.kernel import context
from app.kernel.db import session
from app.records.lists.queries import narrowed

MOST = 100


def new_since(kind, question, moment):
    """How many rows that answer other people entered after `moment` (aware), counted up to a hundred.

    The index of `changed_at` finds the few rows that are young enough to look at.
    """
    model = kind.model
    rows = narrowed(kind, question, select(model.id)).where(
        model.changed_at > moment,
        model.created_at > moment,
        model.created_by_id.is_distinct_from(context.actor().id),
    )
    return session.scalar(select(func.count()).select_from(rows.limit(MOST).subquery()))

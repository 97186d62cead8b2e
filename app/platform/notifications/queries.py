"""One's own notices."""

from sqlalchemy import select

from app.platform.notifications.model import Notification, NotificationChoice


def notices_of(user_id):
    """All notices of a user, for `paging.paged` by time."""
    return select(Notification).where(Notification.user_id == user_id)


def choices_of(user_id):
    """The kinds this user chose something for."""
    return (
        select(NotificationChoice)
        .where(NotificationChoice.user_id == user_id)
        .order_by(NotificationChoice.kind, NotificationChoice.id)
    )

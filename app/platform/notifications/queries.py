"""One's own notices."""

from sqlalchemy import select

from app.platform.notifications.model import Notification, NotificationChoice

_withheld = []


def withhold(clause):
    """Decorator: `f() -> clause` of the notices whose subject the present actor may still know of."""
    if clause not in _withheld:
        _withheld.append(clause)
    return clause


def notices_of(user_id):
    """All notices of a user, for `paging.paged` by time, without those about what is withheld from them by now."""
    return select(Notification).where(Notification.user_id == user_id, *(clause() for clause in _withheld))


def choices_of(user_id):
    """The kinds this user chose something for."""
    return (
        select(NotificationChoice)
        .where(NotificationChoice.user_id == user_id)
        .order_by(NotificationChoice.kind, NotificationChoice.id)
    )

"""Reading notices and choosing kinds."""

from sqlalchemy import select, update

from app.kernel.clock import now
from app.kernel.db import session
from app.platform.notifications.kinds import KINDS, RETELLERS
from app.platform.notifications.model import Notification, NotificationChoice
from app.platform.notifications.queries import notices_of


def read_all(user_id):
    """Mark every notice of the user as read."""
    unread = notices_of(user_id).where(Notification.read_at.is_(None)).with_only_columns(Notification.id)
    session.execute(update(Notification).where(Notification.id.in_(unread)).values(read_at=now()))


def choose_kinds(person, in_app, mail, daily=()):
    """Store for every kind whether `person` wants it in the application, by mail at once, or once a day (names)."""
    known = {
        one.kind: one
        for one in session.scalars(select(NotificationChoice).where(NotificationChoice.user_id == person.id))
    }
    for name in KINDS:
        choice = known.get(name)
        if choice is None:
            choice = NotificationChoice(user_id=person.id, kind=name)
            session.add(choice)
        choice.in_app, choice.mail = name in in_app, name in mail
        choice.daily = name in daily and name in RETELLERS and not choice.mail

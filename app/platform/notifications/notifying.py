"""Telling people."""

from sqlalchemy import select, text

from app.kernel import context
from app.kernel.db import session
from app.platform import mail
from app.platform.notifications.kinds import KINDS
from app.platform.notifications.model import Notification, NotificationChoice


def notify(user_ids, kind, message, path, *, subject_id=None, **values):
    """Tell users of this tenant (not the actor): a notice, and a mail where the user wants mail of that kind.

    `message`: English msgid with `%(name)s`; `path`: address within the tenant (`/approvals/…`).
    """
    told = [one for one in dict.fromkeys(user_ids) if one and one != context.actor().id]
    if not told:
        return []
    choices = {
        choice.user_id: choice
        for choice in session.scalars(
            select(NotificationChoice).where(
                NotificationChoice.user_id.in_(told), NotificationChoice.kind == kind
            )
        )
    }
    notices = []
    for user_id in told:
        choice = choices.get(user_id)
        if choice is None or choice.in_app:
            notices.append(
                Notification(
                    user_id=user_id,
                    kind=kind,
                    message=message,
                    values=values,
                    path=path,
                    subject_id=subject_id,
                )
            )
    session.add_all(notices)
    wanting = [one for one in told if (choices[one].mail if one in choices else KINDS[kind].mail)]
    _send_mails(wanting, message, path, subject_id, values)
    return notices


def _send_mails(user_ids, message, path, subject_id, values):
    if not user_ids:
        return
    people = session.execute(
        text("SELECT name, email, locale FROM users WHERE id = ANY(:ids) AND state = 'active'"),
        {"ids": user_ids},
    ).all()
    for person in people:
        mail.send(
            person.email,
            "mails/notice",
            to_name=person.name,
            locale=person.locale,
            subject_id=subject_id,
            message=message,
            path=path,
            values=values,
        )

"""Telling people."""

from sqlalchemy import text

from app.kernel import context
from app.kernel.db import session
from app.platform import mail
from app.platform.notifications.digests import put_by
from app.platform.notifications.kinds import KINDS
from app.platform.notifications.model import Notification

_PEOPLE = text("""
    SELECT u.id, u.name, u.email, u.locale, u.state, c.in_app, c.mail, c.daily
      FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY AS told (id, place)
      JOIN users u ON u.id = told.id
      LEFT JOIN notification_choices c ON c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.kind = :kind
     ORDER BY told.place
""")


_audiences = []


def audience(function):
    """Decorator: `f(subject_id, user_ids) -> ids` of those who may hear of the subject; nobody else is told."""
    if function not in _audiences:
        _audiences.append(function)
    return function


def notify(user_ids, kind, message, path, *, subject_id=None, again=None, **values):
    """Tell users of this tenant (not the actor): a notice, and a mail where the user wants mail of that kind.

    `message`: English msgid with `%(name)s`; `path`: address within the tenant (`/approvals/…`). `again`: facts
    by which it is told again in the mail of the day (`kinds.retells`), to those who chose that.
    """
    told = [one for one in dict.fromkeys(user_ids) if one and one != context.actor().id]
    people = session.execute(_PEOPLE, {"ids": told, "kind": kind}).all() if told else []
    if again is not None:
        put_by([one.id for one in people if one.daily and one.state == "active"], kind, again)
    return notify_people(people, kind, message, path, subject_id=subject_id, **values)


def notify_people(people, kind, message, path, *, subject_id=None, **values):
    """`notify` for people who were found with what they chose for `kind`, in one statement.

    Rows of id, name, email, locale, state and of their choice in_app and mail (None: the kind's default).
    """
    people = [person for person in people if person.id != context.actor().id]
    for allowed in _audiences:
        heard = allowed(subject_id, [person.id for person in people]) if people else ()
        people = [person for person in people if person.id in heard]
    notices = [
        Notification(
            user_id=person.id, kind=kind, message=message, values=values, path=path, subject_id=subject_id
        )
        for person in people
        if person.in_app is not False
    ]
    session.add_all(notices)
    for person in people:
        wants_mail = KINDS[kind].mail if person.mail is None else person.mail
        if wants_mail and person.state == "active":
            _send_mail(person, message, path, subject_id, values)
    return notices


def _send_mail(person, message, path, subject_id, values):
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

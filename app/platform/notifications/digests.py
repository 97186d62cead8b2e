"""The mail of the day: what happened is put by, and told again in the morning as its reader may know of it then."""

import datetime as dt
from itertools import groupby

from sqlalchemy import select, text

from app.kernel.clock import JST, now
from app.kernel.db import session
from app.platform import jobs, mail
from app.platform.jobs import Job
from app.platform.notifications.kinds import KINDS, RETELLERS
from app.platform.notifications.model import DigestItem, NotificationChoice

SEND = "platform.notifications.send_digest"
MORNING = dt.time(8)
"""When it is sent, in Japan."""
MOST = 100
"""Things named in one mail; of more only the number is told."""
_PERSON = text("SELECT name, email, locale, state FROM users WHERE id = :id")


def put_by(user_ids, kind, facts):
    """Keep `facts` for the mail of the day of these users."""
    if not user_ids:
        return
    pending = select(Job.subject_id).where(
        Job.name == SEND, Job.state == "pending", Job.subject_id.in_(user_ids)
    )
    coming = set(session.scalars(pending))
    for user_id in user_ids:
        session.add(DigestItem(user_id=user_id, kind=kind, facts=facts))
        if user_id not in coming:
            jobs.at(next_morning(now()), SEND, subject_id=user_id, user_id=user_id)


def next_morning(moment):
    """The next moment of sending after an aware one."""
    here = moment.astimezone(JST)
    morning = dt.datetime.combine(here.date(), MORNING, JST)
    return morning if here < morning else morning + dt.timedelta(days=1)


def send_digest(user_id):
    """Send a user what was put by and they may still know of; nothing when that is nothing."""
    waiting = select(DigestItem).where(DigestItem.user_id == user_id)
    ordered = waiting.order_by(DigestItem.created_at, DigestItem.id)
    items = session.scalars(ordered.with_for_update(skip_locked=True)).all()
    told = _retold(user_id, items)
    for item in items:
        session.delete(item)
    person = session.execute(_PERSON, {"id": user_id}).one_or_none()
    if told and person is not None and person.state == "active":
        mail.send(
            person.email,
            "mails/digest",
            to_name=person.name,
            locale=person.locale,
            parts=_parts(told[:MOST]),
            count=len(told),
            more=len(told[MOST:]),
        )


def _retold(user_id, items):
    """`(moment, Retold)` of the items that are told, in their order."""
    unwanted = _unwanted(user_id)
    items = [one for one in items if one.kind in RETELLERS and one.kind not in unwanted]
    found = {}
    for function in dict.fromkeys(RETELLERS[one.kind] for one in items):
        those = [one for one in items if RETELLERS[one.kind] is function]
        retold = function(user_id, [one.facts for one in those])
        found |= {item.id: one for item, one in zip(those, retold, strict=True) if one is not None}
    return [(one.created_at, found[one.id]) for one in items if one.id in found]


def _unwanted(user_id):
    """Kinds of which this user wants no mail any more; who chose mail at once since then still gets what waited."""
    chosen = select(NotificationChoice).where(NotificationChoice.user_id == user_id)
    wanted = {one.kind: one.mail or one.daily for one in session.scalars(chosen)}
    return {name for name, kind in KINDS.items() if not wanted.get(name, kind.mail)}


def _parts(told):
    """`[(heading, path, [(moment, Retold)])]`: what belongs to one address stands together, in order of the first."""
    places = list(dict.fromkeys((one.heading, one.path) for _at, one in told))
    ordered = sorted(told, key=lambda pair: places.index((pair[1].heading, pair[1].path)))
    return [
        (heading, path, list(pairs))
        for (heading, path), pairs in groupby(ordered, key=lambda pair: (pair[1].heading, pair[1].path))
    ]

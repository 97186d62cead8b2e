"""Followers hear of what happens to their records."""

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.notifications import notify
from app.records.disclosures.knowing import who_know
from app.records.following.queries import followers_of
from app.records.following.settings import CHANGED

_MESSAGES = {
    "changed": "%(who)s changed “%(record)s”.",
    "archived": "%(who)s archived “%(record)s”.",
    "restored": "%(who)s restored “%(record)s”.",
}


@subscribe("record.happened")
def tell_followers(kind, row, verb, changes):
    """Tell those who follow the record and may see it."""
    if verb not in _MESSAGES:
        return
    followers = who_know(kind, row, session.scalars(followers_of(row.id)).all())
    title = getattr(row, kind.title) or getattr(row, kind.key)
    path = f"{kind.path}/{row.id}"
    notify(
        followers,
        CHANGED,
        _MESSAGES[verb],
        path,
        subject_id=row.id,
        who=context.actor().name,
        record=title,
    )

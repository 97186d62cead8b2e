"""Followers hear of what happens to their records."""

from sqlalchemy import inspect

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import translate
from app.platform.audit.sentences import SENTENCES
from app.platform.notifications import notify
from app.records.disclosures.knowing import who_know
from app.records.following.queries import followers_of
from app.records.following.settings import CHANGED
from app.records.kit.documents import DOCUMENTS

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


@subscribe("audit.noted")
def tell_followers_of_documents(entry, subject):
    """Tell those who follow a document what its own verbs did to it; a line of the trail is what they share."""
    kind = _document(entry.subject_type)
    if kind is None or not inspect(subject).persistent:
        return
    with session.no_autoflush:  # a verb notes itself while the row may still be half written
        followers = session.scalars(followers_of(subject.id)).all()
    told = who_know(kind, subject, followers)
    title, what = getattr(subject, kind.title), translate(SENTENCES.get(entry.verb, entry.verb))
    path, said = f"{kind.path}/{subject.id}", {"who": entry.actor_name, "record": title, "what": what}
    notify(told, CHANGED, "%(who)s, “%(record)s”: %(what)s", path, subject_id=subject.id, **said)


def _document(table):
    return next((one for one in DOCUMENTS.values() if one.discussed and one.table == table), None)

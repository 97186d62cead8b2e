"""Followers hear of what happens to their records."""

from collections import defaultdict

from sqlalchemy import delete, inspect

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES
from app.platform.notifications import notify
from app.records.disclosures.knowing import who_know, who_know_each
from app.records.following.model import MOMENTS, Favourite, Follow
from app.records.following.queries import followed_among, followers_of
from app.records.following.settings import CHANGED
from app.records.kit.documents import DOCUMENTS
from app.records.kit.holding import hold

_MESSAGES = {
    "changed": "%(who)s changed “%(record)s”.",
    "archived": "%(who)s archived “%(record)s”.",
    "restored": "%(who)s restored “%(record)s”.",
}
_MANY = {
    "changed": "%(who)s changed %(n)s records that you follow.",
    "archived": "%(who)s archived %(n)s records that you follow.",
    "restored": "%(who)s restored %(n)s records that you follow.",
}
LISTED = 20
"""How many records the address behind a notice names; beyond, it is the list itself."""

for _mark in (Favourite, Follow):
    hold((), "marks", _l("Stars and followers"), _mark, "record_id", typed=True, same=("user_id",))


@subscribe("record.happened")
def tell_followers(kind, row, verb, changes):
    """Tell those who follow the record and may see it."""
    if verb not in _MESSAGES:
        return
    _tell(kind, row, verb, who_know(kind, row, session.scalars(followers_of(row.id)).all()))


def _tell(kind, row, verb, followers):
    notify(
        followers,
        CHANGED,
        _MESSAGES[verb],
        f"{kind.path}/{row.id}",
        subject_id=row.id,
        who=context.actor().name,
        record=getattr(row, kind.title) or getattr(row, kind.key),
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


@subscribe("records.run_finished")
def tell_of_run(kind, verb, ids):
    """One notice to each follower of what a change of many records or a file (the select `ids`) came to."""
    theirs = defaultdict(list)
    for user_id, row in who_know_each(kind, followed_among(kind, ids)):
        theirs[user_id].append(row)
    for user_id, rows in theirs.items():
        if len(rows) == 1:
            _tell(kind, rows[0], verb, [user_id])
        else:
            listed = "&".join(f"ids={row.id}" for row in rows) if len(rows) <= LISTED else ""
            path = f"{kind.path}?{listed}" if listed else kind.path
            notify([user_id], CHANGED, _MANY[verb], path, who=context.actor().name, n=f"{len(rows):,}")


@subscribe("record.purged")
def forget(kind, ids):
    """Stars, followers and what was looked at: nothing of it outlives the records."""
    for mark in MOMENTS:
        session.execute(delete(mark).where(mark.record_id.in_(ids)))

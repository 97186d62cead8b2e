"""Who hears of a comment: those it mentions, whoever it answers, those who follow the record. Each once."""

from dataclasses import dataclass
from uuid import UUID

from app.kernel import context
from app.kernel.db import session
from app.platform.notifications import notify
from app.records.comments.mentioning import mentioned
from app.records.comments.model import Comment
from app.records.comments.settings import MENTIONED, REPLIED
from app.records.disclosures.knowing import who_know
from app.records.following.queries import followers_of
from app.records.following.settings import COMMENTED

_MENTIONS = "%(who)s mentions you in a comment on “%(record)s”."
_ANSWERS = "%(who)s answered your comment on “%(record)s”."
_SPEAKS = "%(who)s commented on “%(record)s”."


@dataclass(frozen=True)
class Outcome:
    """A kept comment; `unreached`: names it mentions that cannot see the record, `unclear`: words that fit several."""

    comment: Comment
    unreached: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def tell(kind, row, said, reply_to=None):
    """Note in a new comment whom it mentions, and tell everybody concerned who may see the record."""
    followers = list(session.scalars(followers_of(row.id)))
    answered = [reply_to.author_id] if reply_to else []
    outcome, known = _settle_mentions(kind, row, said, [*answered, *followers])
    mentions = _mentioned(said)
    _tell(kind, row, said, mentions, MENTIONED, _MENTIONS)
    answered = [one for one in answered if one in known and one not in mentions]
    _tell(kind, row, said, answered, REPLIED, _ANSWERS)
    told = {*mentions, *answered}
    _tell(kind, row, said, [f for f in followers if f in known and f not in told], COMMENTED, _SPEAKS)
    return outcome


def tell_anew(kind, row, said):
    """After an edit: those mentioned now who were not mentioned before."""
    before = set(_mentioned(said))
    outcome, _known = _settle_mentions(kind, row, said, [])
    _tell(kind, row, said, [one for one in _mentioned(said) if one not in before], MENTIONED, _MENTIONS)
    return outcome


def title_of(kind, row):
    """What notices and the trail call the record."""
    return getattr(row, kind.title) or getattr(row, kind.key)


def _settle_mentions(kind, row, said, others):
    people, unclear = mentioned(said.body)
    known = set(who_know(kind, row, [*(one for one, _name, _words in people), *others]))
    said.mentions = [[str(one), words] for one, _name, words in people if one in known]
    unreached = tuple(name for one, name, _words in people if one not in known)
    return Outcome(said, unreached, tuple(unclear)), known


def _mentioned(said):
    return [UUID(one) for one, _words in said.mentions or ()]


def _tell(kind, row, said, user_ids, notice, message):
    if user_ids:
        path = f"{kind.path}/{row.id}?comment={said.id}#comment-{said.id}"
        who, title = context.actor().name, title_of(kind, row)
        notify(user_ids, notice, message, path, subject_id=row.id, who=who, record=title)

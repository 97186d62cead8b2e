"""Which template an order gets: the most specific one that fits; without one of its own, the text it starts with."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.commerce.mails.catalogue import MESSAGE
from app.commerce.mails.defaults import STARTING
from app.commerce.mails.model import MailTemplate
from app.kernel.db import session

_WEIGHTS = (("channel_id", 8), ("rank_id", 4), ("payment_kind", 2), ("language", 1))
"""A template for the shop goes before one for the rank, that before one for the payment, that before the language."""


@dataclass(frozen=True)
class Chosen:
    """The text that is used. `id` None and `version` 0: the starting text, which nobody has changed yet."""

    id: object
    version: int
    name: str
    subject: str
    body: str
    with_html: bool = True
    advertising: bool = False


def templates_of(kinds):
    """Templates in use of some kinds, in order of their names."""
    return session.scalars(
        select(MailTemplate)
        .where(MailTemplate.kind.in_(kinds), MailTemplate.retired_at.is_(None))
        .order_by(MailTemplate.kind, MailTemplate.name, MailTemplate.id)
    ).all()


def choose(kind, facts, templates):
    """The Chosen of `templates` for an order's Facts."""
    fitting = [(weight, one) for one in templates if (weight := _weight(kind, one, facts)) is not None]
    if not fitting:
        return starting(kind, facts.language)
    _most, found = max(fitting, key=lambda pair: pair[0])
    return Chosen(
        found.id, found.version, found.name, found.subject, found.body, found.with_html, found.advertising
    )


def starting(kind, language):
    """The text that a tenant starts with."""
    subject, body = STARTING[kind, language]
    return Chosen(None, 0, "", subject, body)


def written(subject, body, *, advertising=False, with_html=True):
    """A text that a person wrote for this once."""
    return Chosen(None, 0, "", subject, body, with_html, advertising)


def to_write(text):
    """The text as a person gets it to write on: with room in the place of the words that they type."""
    return replace(text, body=text.body.replace(f"{{{MESSAGE}}}", ""))


def _weight(kind, template, facts):
    """How specific a template is; None when it does not fit."""
    if template.kind != kind:
        return None
    here = {
        "channel_id": facts.channel.id,
        "rank_id": facts.rank.id if facts.rank else None,
        "payment_kind": facts.order.payment_kind,
        "language": facts.language,
    }
    asked = [(name, weight) for name, weight in _WEIGHTS if getattr(template, name)]
    if any(getattr(template, name) != here[name] for name, _weight_of in asked):
        return None
    return sum(weight for _name, weight in asked)

"""取込パターン for mails: kept beside those of files, as the same rows in another shape."""

from sqlalchemy import select

from app.commerce.intake.model import IntakeProfile
from app.commerce.intake.profiling import TRANSLATED, words_from
from app.commerce.mailboxes.items import compiled
from app.commerce.mailboxes.queries import mail_profiles
from app.commerce.mailboxes.texts import LABELLED, SECTIONS, MailPattern, understood
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

_LONGEST = 60
WORDED = tuple(name for name in TRANSLATED if name in LABELLED)
"""Fields whose words may be translated."""


def pattern_of(profile):
    """An IntakeProfile in the shape of a mail as what reads texts."""
    labels = {name: tuple(filter(None, pair[0].split("|"))) for name, pair in profile.columns.items()}
    layout = {"headings": {}, "item": ""} | profile.layout
    return MailPattern(profile.name, profile.kind, labels, layout["headings"], layout["item"], profile.words)


def pattern_from(name, kind, labels, headings, item, words):
    """The MailPattern of what a person typed: labels and words as texts by field. Raises Rejected."""
    name = name.strip()
    if not name or len(name) > _LONGEST:
        raise Rejected("Give the pattern a name of at most %(n)s letters.", "name", n=_LONGEST)
    found = {
        field: tuple(one.strip()[:_LONGEST] for one in text.split("|") if one.strip())
        for field, text in labels.items()
        if field in LABELLED and text.strip()
    }
    if not found.get("number"):
        raise Rejected("Enter the label of the order number.", "number")
    compiled(item)
    return MailPattern(
        name,
        kind,
        found,
        {one: headings.get(one, "").strip()[:_LONGEST] for one in SECTIONS},
        item.strip(),
        {field: words_from(field, text) for field, text in words.items() if text.strip()},
    )


def keep(pattern, profile=None, version=None):
    """Keep a MailPattern as a new row or in place of `profile`. Raises Rejected (name taken), Conflict."""
    same = session.scalar(select(IntakeProfile).where(IntakeProfile.name == pattern.name))
    if same is not None and same is not profile:
        raise Rejected("There is a pattern of this name already. Choose another name.", "name")
    if profile is None:
        profile = IntakeProfile(name=pattern.name, shape="mail", header=[], version=0)
        session.add(profile)
    elif version is not None and version != profile.version:
        raise Conflict("Somebody else has just changed this pattern. Please reload the page and look again.")
    profile.name, profile.kind, profile.words = pattern.name, pattern.kind, pattern.words
    profile.columns = {name: ["|".join(labels), None] for name, labels in pattern.labels.items()}
    profile.layout = {"headings": pattern.headings, "item": pattern.item}
    profile.version += 1
    profile.changed_by_name, profile.changed_at = context.actor().name, clock.now()
    session.flush()
    record("mail_pattern.kept", profile, label=profile.name)
    return profile


def forget(profile):
    """Delete a pattern; mails that came in already keep what they became."""
    record("mail_pattern.removed", profile, label=profile.name)
    session.delete(profile)


def read_by(patterns, text, sent_at, options):
    """The Outcome of a text under the first MailPattern that reads it, or why the nearest one does not."""
    nearest = None
    for pattern in patterns:
        outcome = understood(pattern, text, sent_at, options)
        if outcome.order is not None:
            return outcome
        if nearest is None or (outcome.near and not nearest.near):
            nearest = outcome
    return nearest


def patterns_for(mailbox, kind):
    """The MailPatterns by which the texts of a mailbox are read: the chosen one, or all that are for such a shop."""
    rows = session.scalars(mail_profiles()).all()
    if mailbox.profile_id:
        return [pattern_of(one) for one in rows if one.id == mailbox.profile_id]
    return [pattern_of(one) for one in rows if one.kind in ("", kind)]

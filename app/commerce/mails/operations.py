"""Writing templates and sentences, and what a shop wants of mails."""

from sqlalchemy import select

from app.commerce.mails.catalogue import OPT_OUT
from app.commerce.mails.conditions import FACTS
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.model import MailSentence, MailTemplate, ShopMailing
from app.commerce.mails.placeholders import check_text, names_in, spots_in
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import changes_of, record


def enter_template(values):
    """A new template. Raises Rejected for unknown placeholders and for a place that is taken."""
    template = MailTemplate(version=1)
    _write_template(template, values)
    session.add(template)
    record("mail_template.entered", template, label=template.name)
    session.flush()
    return template


def change_template(template, version, values):
    """Change a template; mails that were sent keep what they said. Raises Rejected, or Conflict for an old version."""
    _same_version(template, version)
    _write_template(template, values)
    changes = changes_of(template, ("name", "subject", "body", "with_html", "advertising", "place"))
    if changes:
        template.version += 1
        template.changed_at, template.changed_by_name = clock.now(), context.actor().name
        record("mail_template.changed", template, label=template.name, changes=changes)


def retire_template(template):
    """Put a template away; its place is free again."""
    template.retired_at, template.place = clock.now(), f"retired {template.id}"
    record("mail_template.retired", template, label=template.name)


def _write_template(template, values):
    check_text(values["subject"], "subject")
    check_text(values["body"], "body")
    if spots_in(values["subject"]):
        raise Rejected("Sentences are put into the text only, not into the subject.", "subject")
    if values["advertising"] and OPT_OUT not in names_in(values["body"]):
        raise Rejected(
            "Advertising needs the link where one declines it: %(placeholder)s.",
            "body",
            placeholder=f"{{{OPT_OUT}}}",
        )
    if values["kind"] not in KINDS:
        raise Rejected("Please choose one of the offered values.", "kind")
    place = "/".join(
        str(values[name] or "") for name in ("channel_id", "payment_kind", "rank_id", "language")
    )
    _refuse_taken(template, values["kind"], place)
    for name, value in values.items():
        setattr(template, name, value)
    template.place = place
    template.changed_by_name = context.actor().name


def _refuse_taken(template, kind, place):
    taken = session.scalars(
        select(MailTemplate.name).where(
            MailTemplate.kind == kind, MailTemplate.place == place, MailTemplate.id != template.id
        )
    ).first()
    if taken is not None:
        raise Rejected(
            "The template %(name)s stands for exactly this already. Change that one.", "kind", name=taken
        )


def enter_sentence(values):
    """A new sentence. Raises Rejected for unknown placeholders."""
    sentence = MailSentence(version=1)
    _write_sentence(sentence, values)
    session.add(sentence)
    record("mail_sentence.entered", sentence, label=sentence.name)
    session.flush()
    return sentence


def change_sentence(sentence, version, values):
    """Change a sentence."""
    _same_version(sentence, version)
    _write_sentence(sentence, values)
    changes = changes_of(sentence, ("spot", "position", "name", "conditions", "text"))
    if changes:
        sentence.version += 1
        sentence.changed_at = clock.now()
        record("mail_sentence.changed", sentence, label=sentence.name, changes=changes)


def remove_sentence(sentence):
    """Remove a sentence; templates keep the spot, which may stay empty."""
    record("mail_sentence.removed", sentence, label=sentence.name)
    session.delete(sentence)


def _write_sentence(sentence, values):
    check_text(values["text"], "text")
    if spots_in(values["text"]):
        raise Rejected("A sentence cannot hold a spot for others.", "text")
    if any(letter in values["spot"] for letter in "{}|"):
        raise Rejected("The name of a spot has no braces or bars.", "spot")
    for name, value in values.items():
        setattr(sentence, name, value)
    sentence.conditions = {
        name: asked for name, asked in values["conditions"].items() if asked and name in FACTS
    }
    sentence.changed_by_name = context.actor().name


def keep_mailing(channel, version, values):
    """What a shop wants of mails from now on. Raises Conflict when somebody else has changed it meanwhile."""
    row = session.scalars(select(ShopMailing).where(ShopMailing.channel_id == channel.id)).one_or_none()
    if row is None:
        row = ShopMailing(channel_id=channel.id, version=0, changed_at=clock.now())
        session.add(row)
    _same_version(row, version)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.changed_at = row.version + 1, clock.now()
    changes = {name: [old, values[name]] for name, old in before.items() if old != values[name]}
    record("shop_mailing.changed", channel, label=channel.name, settings=changes)
    session.flush()
    return row


def _same_version(row, version):
    if version is not None and row.version != version:
        raise Conflict("Somebody else changed this meanwhile. Please look at it again.")

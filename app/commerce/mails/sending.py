"""Sending what is due: mails are made now, from what holds now, and handed to the outbox sealed."""

from sqlalchemy import select

from app.commerce.mails.choosing import written
from app.commerce.mails.composing import Composer, Unsendable, refuse_unfit
from app.commerce.mails.gathering import gather
from app.commerce.mails.model import MailBatch, OrderMail
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import id_of
from app.platform.mail import Letter, send_sealed

ROUTE = "shop"


def send_due(mail_ids):
    """Send those of some planned mails whose time has come. Each ends as `sending`, or `stopped` with its reason."""
    rows = session.scalars(
        select(OrderMail)
        .where(
            OrderMail.id.in_([id_of(str(one)) for one in mail_ids]),
            OrderMail.state == "planned",
            OrderMail.due_at <= clock.now(),
        )
        .order_by(OrderMail.id)
        .with_for_update(skip_locked=True)
    ).all()
    facts = gather({row.slip_id for row in rows} - {None})
    texts, composers = _texts(rows), {kind: Composer(kind) for kind in {row.kind for row in rows}}
    for row in rows:
        _send(row, facts.get(row.slip_id), composers[row.kind], texts.get(row.batch_id))


def _texts(rows):
    """`{batch id: Chosen}` of what was written for many."""
    ids = {row.batch_id for row in rows} - {None}
    found = session.execute(select(MailBatch.id, MailBatch.content).where(MailBatch.id.in_(ids)))
    return {one: written(**content) for one, content in found}


def _send(row, facts, composer, chosen):
    try:
        if facts is None:
            raise Unsendable("gone")
        if row.content is None:
            keep(row, composer.compose(facts, chosen=chosen))
        else:
            refuse_unfit(row.kind, facts)
    except Unsendable as reason:
        row.state, row.why, row.facts = "stopped", reason.why, reason.facts
        return
    hand_over(row, facts)


def keep(row, composed):
    """Write a mail as it will be read into its row; from here on it stays as it is."""
    letter, chosen = composed.letter, composed.chosen
    row.content = {
        "to": letter.to_address, "name": letter.to_name, "subject": letter.subject, "text": letter.text,
        "html": letter.html,
    }  # fmt: skip
    row.template_id, row.template_version, row.template_name = chosen.id, chosen.version, chosen.name
    row.language = composed.language


def hand_over(row, facts):
    """Give a mail to the outbox."""
    content, channel = row.content, facts.channel
    mail = send_sealed(
        Letter(content["to"], content["name"], content["subject"], content["text"], content["html"]),
        sender=sender_of(channel),
        route=f"{ROUTE}:{channel.id}",
        reply_to=facts.mailing.reply_to or None,
        kind=f"commerce/{row.kind}",
        subject_id=row.order_id,
    )
    row.state, row.mail_id = "sending", mail.id


def sender_of(channel):
    """`店舗名 <shop@example.com>`, as a header takes it."""
    name = channel.name.replace('"', "").replace("\\", "")
    return f'"{name}" <{channel.mail_from}>'

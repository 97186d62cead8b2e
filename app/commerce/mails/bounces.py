"""Mails that came back: delivery status notifications (RFC 3464) from a shop's mailbox, over IMAP."""

import email
import imaplib
import re
import ssl
from contextlib import contextmanager, suppress
from email.policy import default

from sqlalchemy import select, update

from app.commerce.channels.model import Channel, ChannelCredential
from app.commerce.mails.model import BounceReading, OrderMail
from app.commerce.mails.servers import IMAP, held
from app.commerce.slips.alerting import raise_alert, recount
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Transient
from app.kernel.ids import id_of
from app.platform.audit import record_many
from app.platform.mail.delivering import without_person
from app.platform.mail.model import Mail

TIMEOUT = 20
PORTION = 200
_OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")
_LONGEST = 200


def read_returned(channel_id):
    """Read what is new in a shop's mailbox. Returns how many mails came back. Raises Transient when it cannot be read.

    The mailbox is only read, never changed: where we were stands in BounceReading.
    """
    secrets, reading = held(channel_id, IMAP), _reading(channel_id)
    if secrets is None:
        return 0
    try:
        with _opened(secrets) as box:
            found = list(_new_reports(box, secrets.get("folder") or "INBOX", reading))
    except (imaplib.IMAP4.error, OSError, ValueError) as trouble:
        raise Transient(f"mailbox: {type(trouble).__name__}: {_ADDRESS.sub('…', str(trouble))}") from trouble
    reading.read_at, reading.error = clock.now(), ""
    return take_note(found)


def _reading(channel_id):
    row = session.scalars(
        select(BounceReading).where(BounceReading.channel_id == channel_id).with_for_update()
    ).one_or_none()
    if row is None:
        row = BounceReading(channel_id=channel_id, validity=0, last_uid=0)
        session.add(row)
    return row


@contextmanager
def _opened(secrets):
    """The mailbox, signed in; the line is closed whatever happens."""
    box = _connected(secrets)
    try:
        if secrets["security"] == "starttls":
            box.starttls(ssl.create_default_context())
        box.login(secrets["user"], secrets["password"])
        yield box
        box.logout()
    finally:
        with suppress(OSError):  # it was closed by signing out
            box.shutdown()


def _connected(secrets):
    host, port = secrets["host"], int(secrets["port"])
    if secrets["security"] == "tls":
        return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    return imaplib.IMAP4(host, port, timeout=TIMEOUT)


def _new_reports(box, folder, reading):
    """`(id of our mail, what was said)` of each new report about a mail of ours that failed for good."""
    status, _count = box.select(f'"{folder}"', readonly=True)
    if status != "OK":
        raise ValueError("the folder does not exist")
    validity = int(box.untagged_responses.get("UIDVALIDITY", [b"0"])[0])
    if validity != reading.validity:
        reading.validity, reading.last_uid = validity, 0
    _status, [listed] = box.uid("SEARCH", None, f"UID {reading.last_uid + 1}:*")
    for uid in [one for one in map(int, (listed or b"").split()) if one > reading.last_uid][:PORTION]:
        _status, parts = box.uid("FETCH", str(uid), "(BODY.PEEK[])")
        content = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        report = failure_in(email.message_from_bytes(content, policy=default))
        reading.last_uid = uid
        if report:
            yield report


def failure_in(message):
    """`(id of our mail, what was said)` of a report that a mail failed for good, else None. No address is in it."""
    if message.get_content_type() != "multipart/report":
        return None
    said, ours = "", None
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            said = said or _failure(part)
        elif kind in ("text/rfc822-headers", "message/rfc822"):
            ours = ours or _id_in(part)
    return (ours, said) if ours and said else None


def _failure(part):
    for block in part.get_payload():
        if str(block.get("Action", "")).strip().lower() == "failed":
            words = f"{block.get('Status', '')} {block.get('Diagnostic-Code', '')}"
            return " ".join(_ADDRESS.sub("…", words).split())[:_LONGEST] or "failed"
    return ""


def _id_in(part):
    text = part.as_string() if part.get_content_type() == "message/rfc822" else part.get_content()
    heads = text if isinstance(text, str) else text.decode(errors="replace")
    line = re.search(r"^Message-ID:\s*(\S+)", heads, re.IGNORECASE | re.MULTILINE)
    found = _OURS.fullmatch(line[1]) if line else None
    return id_of(found[1]) if found else None


def take_note(found):
    """Mark the mails that came back, `[(id of the mail, what was said)]`, and raise an alert for their orders."""
    reasons = dict(found)
    rows = []
    for mail in session.scalars(select(Mail).where(Mail.id.in_(reasons))).all():
        mail_id, said = mail.id, without_person(mail, reasons[mail.id])
        rows += session.execute(
            update(OrderMail)
            .where(OrderMail.mail_id == mail_id, OrderMail.state.in_(("sending", "sent")))
            .values(state="bounced", why="bounced", facts={"said": said}, bounced_at=clock.now())
            .returning(OrderMail.order_id, OrderMail.label)
            .execution_options(synchronize_session="fetch")
        ).all()
    for row in rows:
        raise_alert(row.order_id, "mail_bounced")
    if rows:
        recount([row.order_id for row in rows])
        record_many("order_mail.bounced", "orders", ((row.order_id, row.label, {}) for row in rows))
    return len(rows)


def shops_with_mailbox():
    """Ids of the shops whose mailbox of returned mails is known."""
    return session.scalars(
        select(ChannelCredential.channel_id)
        .join(Channel, Channel.id == ChannelCredential.channel_id)
        .where(ChannelCredential.service == IMAP, Channel.state == "active")
        .order_by(ChannelCredential.channel_id)
    ).all()

"""Mails fetched from a mailbox: first all of them, then the line is closed and orders are made of them."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from email.errors import MessageError

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.mailboxes import reading
from app.commerce.mailboxes.box import Place, opened
from app.commerce.mailboxes.model import OrderLetter, OrderMailbox
from app.commerce.mailboxes.queries import password_of
from app.commerce.mailboxes.settings import FIRST_DAYS, LARGEST_MB
from app.commerce.mailboxes.troubles import MailboxTrouble
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.mail.received import ReceivedMail, heads_of, key_of, letter_of
from app.platform.settings import value_of

PORTION, MOST_BYTES, PATIENCE = 100, 40 * 1024 * 1024, dt.timedelta(minutes=2)
"""Of one turn: mails, bytes, time at the server. What is left comes with the next one, at once."""
WAITS = (1, 5, 15, 60)
"""Minutes until a mailbox is tried again by itself after so many failures: wrong passwords lock accounts."""
_MB = 1024 * 1024
DATA = ("csv", "tsv", "txt", "xlsx")
"""Endings of files that order data comes in; others (pictures, signatures) are left alone."""


@dataclass
class Haul:
    """What a turn brought. `mails`: `[(Head, key, ReceivedMail or None)]`, None for one that is too large; `known`:
    `[(Head, OrderLetter)]` that came before. `last_uid`: up to where the folder was looked at; `more`: there is more.
    """

    validity: int = 0
    last_uid: int = 0
    more: bool = False
    trouble: MailboxTrouble | None = None
    mails: list = field(default_factory=list, repr=False)
    known: list = field(default_factory=list, repr=False)


def place_of(mailbox):
    """Where a mailbox is."""
    return Place(
        host=mailbox.host, port=mailbox.port, security=mailbox.security, user=mailbox.user_name,
        password=password_of(mailbox.channel_id), folder=mailbox.folder or "INBOX", authority=mailbox.host_authority,
    )  # fmt: skip


def locked(mailbox_id):
    """The OrderMailbox for one turn, None when somebody else has it (or it is gone)."""
    found = select(OrderMailbox).where(OrderMailbox.id == uuid.UUID(str(mailbox_id)))
    return session.scalars(found.with_for_update(skip_locked=True)).one_or_none()


def fetch(mailbox_id):
    """Fetch what is new and make orders of it. Returns the Haul, or None when it is not our turn."""
    mailbox = locked(mailbox_id)
    if mailbox is None:
        return None
    channel = session.get(Channel, (context.tenant_id(), mailbox.channel_id))
    mailbox.asked_at = clock.now()
    haul = _haul(mailbox)
    if haul.validity:
        mailbox.validity, mailbox.last_uid = haul.validity, haul.last_uid
    _note(mailbox, haul.trouble)
    for head, kept in haul.known:
        kept.validity, kept.uid, kept.filed = haul.validity, head.uid, False
    for head, key, letter in haul.mails:
        _one(mailbox, channel, haul.validity, head, key, letter)
    _go_on(mailbox, haul)
    return haul


def _haul(mailbox):
    haul = Haul()
    try:
        with opened(place_of(mailbox)) as box:
            haul.validity = box.validity
            haul.last_uid = mailbox.last_uid if box.validity == mailbox.validity else 0
            _bring(mailbox, box, haul)
    except MailboxTrouble as trouble:
        haul.trouble = trouble
    return haul


def _bring(mailbox, box, haul):
    """Look at what is new, portion by portion; what was brought before the line is lost is kept."""
    start, taken = clock.now(), 0
    uids = box.since(haul.last_uid, clock.today() - dt.timedelta(days=value_of(FIRST_DAYS)))
    haul.more = len(uids) > PORTION
    uids = uids[:PORTION]
    for head in box.heads(uids):
        if taken > MOST_BYTES or clock.now() - start > PATIENCE:
            haul.more = True
            return
        heads = heads_of(head.headers)
        if wanted(mailbox, heads):
            taken += _bring_one(mailbox, box, haul, head, heads)
        haul.last_uid = head.uid
    haul.last_uid = max([haul.last_uid, *uids])


def _bring_one(mailbox, box, haul, head, heads):
    key = key_of(heads.message_id) if heads.message_id else ""
    if key and _known(mailbox, haul, head, key):
        return 0
    if head.size > value_of(LARGEST_MB) * _MB:
        haul.mails.append((head, key or key_of("", head.headers), None))
        return 0
    content = box.content(head.uid)
    if content is None:
        return 0
    key = key or key_of("", content)
    if not _known(mailbox, haul, head, key):
        haul.mails.append((head, key, _parsed(content)))
    return len(content)


def _known(mailbox, haul, head, key):
    """Whether a mail came before, also in this very turn."""
    found = select(OrderLetter).where(OrderLetter.mailbox_id == mailbox.id, OrderLetter.message_key == key)
    kept = session.scalars(found).one_or_none()
    if kept is not None:
        haul.known.append((head, kept))
    return kept is not None or any(key == other for _head, other, _letter in haul.mails)


def _parsed(content):
    try:
        return letter_of(content, DATA)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ReceivedMail(text=None)  # what no parser expected: somebody has to look at it in the mailbox


def wanted(mailbox, heads):
    """Whether a mail is from one of the senders and has one of the words in its subject."""
    senders = [one.lower().lstrip("@") for one in mailbox.senders.split()]
    subjects = [one.strip() for one in mailbox.subjects.splitlines() if one.strip()]
    domain = heads.sender.rpartition("@")[2]
    from_them = not senders or any(one in (heads.sender, domain) for one in senders)
    return from_them and (not subjects or any(one in heads.subject for one in subjects))


def _one(mailbox, channel, validity, head, key, letter):
    kept = reading.noted(mailbox, validity, head, key, letter)
    if letter is None:
        megabytes = round(head.size / _MB, 1)
        kept.reason = translate("This mail is too large (%(mb)s MB); it was not fetched.", mb=megabytes)
        return
    with session.begin_nested():
        reading.read(kept, letter, mailbox, channel)


def _note(mailbox, trouble):
    if trouble is None:
        mailbox.error, mailbox.failures, mailbox.resumes_at = "", 0, None
        return
    mailbox.failures += 1
    minutes = WAITS[min(mailbox.failures, len(WAITS)) - 1]
    mailbox.error, mailbox.resumes_at = trouble.sentence, clock.now() + dt.timedelta(minutes=minutes)


def _go_on(mailbox, haul):
    session.flush()
    if mailbox.after != "leave" and unfiled(mailbox):
        jobs.after_commit("commerce.mailboxes.put_away", subject_id=mailbox.id, mailbox_id=mailbox.id)
    if haul.more and haul.trouble is None:
        jobs.after_commit("commerce.mailboxes.fetch", subject_id=mailbox.id, mailbox_id=mailbox.id)


def unfiled(mailbox):
    """OrderLetters whose mail is done with and still lies where it came."""
    return session.scalars(
        select(OrderLetter)
        .where(
            OrderLetter.mailbox_id == mailbox.id, OrderLetter.state != "waiting", OrderLetter.filed.is_(False)
        )
        .order_by(OrderLetter.uid, OrderLetter.id)
        .limit(PORTION)
    ).all()


def put_away(mailbox_id):
    """Mark mails that are done with as read, or move them. Only after their orders were committed: else one is lost."""
    mailbox = locked(mailbox_id)
    done = unfiled(mailbox) if mailbox is not None and mailbox.after != "leave" else []
    if not done:
        return
    try:
        with opened(place_of(mailbox), writing=True) as box:
            uids = [one.uid for one in done if one.validity == box.validity]
            if uids and mailbox.after == "move":
                box.move(uids, mailbox.after_folder)
            elif uids:
                box.mark_read(uids)
    except MailboxTrouble as trouble:
        _note(mailbox, trouble)
        return
    for one in done:  # those of an older validity are found again by the next fetch, which knows them
        one.filed = True

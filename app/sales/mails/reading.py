"""From the mail as it came to what a person sees: who with whom, the text, which files, and what speaks against it."""

import uuid
from email.errors import MessageError

from flask_babel import force_locale
from sqlalchemy import func, or_, select

from app.access.users.model import User
from app.access.users.queries import actor_of
from app.kernel import context
from app.kernel.db import session
from app.platform.mail import incoming
from app.platform.mail.received import BAD, key_of, letter_of
from app.platform.notifications import notify
from app.platform.storage.sealed import opened_sealed
from app.sales.mails.issuing import address_of
from app.sales.mails.model import AUTHENTICATION, FAILED, RECEIVED, SENDER, WAITING, IncomingMail
from app.sales.mails.proposing import propose
from app.sales.mails.settings import DOUBTFUL
from app.sales.mails.taking import take_in_by_itself

_LONGEST, _MOST = 20_000, 50


def read(mail_id):
    """Read a mail that was received and propose what it belongs to; one that is clear is taken in where wished."""
    found = select(IncomingMail).where(IncomingMail.id == uuid.UUID(str(mail_id)))
    mail = session.scalars(found.with_for_update()).one_or_none()
    if mail is None or mail.state != RECEIVED:
        return
    who = actor_of(mail.user_id)
    letter = None if who is None else mail_as_it_came(mail)
    if letter is None or letter.text is None:
        mail.state = FAILED
        return
    with context.acting_as(who), force_locale(who.locale):
        _understand(mail, letter, who)
        session.flush()  # taking it in reads it
        take_in_by_itself(mail)
    if mail.doubts:
        notify(
            [who.id], DOUBTFUL, "A mail from %(sender)s came to your logging address. Please look at it.",
            f"/mail-imports/{mail.id}", sender=mail.content["from"][1] or "?",
        )  # fmt: skip


def mail_as_it_came(mail):
    """Its ReceivedMail; None when it is gone, or no parser understands it."""
    file, stream = opened_sealed(mail.id)
    if file is None:
        return None
    try:
        return letter_of(stream.read())
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _understand(mail, letter, who):
    address = address_of(who.id)
    mine = {who.email.lower(), *((address.senders if address else "").split())}
    mail.content = {
        "from": list((letter.authors or [("", "")])[0]),
        "to": [list(one) for one in letter.recipients if incoming.token_in(one[1]) is None][:_MOST],
        "subject": letter.subject,
        "text": letter.text[:_LONGEST],
        "files": [[name, len(content)] for name, content in letter.files],
        "verdicts": letter.verdicts,
    }
    mail.sent_at, mail.state = letter.sent_at, WAITING
    mail.doubts = _doubts(letter, mine)
    mail.thread_key = _thread(letter, mail)
    propose(mail, _others(letter, mine))


def _doubts(letter, mine):
    """The address decides who acts, never the sender's line; but what is not from them is not believed unseen."""
    found = []
    if [address for _name, address in letter.authors if address not in mine] or not letter.authors:
        found.append(SENDER)
    if any(letter.verdicts.get(one) in BAD for one in ("spf", "dmarc")):
        found.append(AUTHENTICATION)
    return found


def _others(letter, mine):
    """Addresses of the people outside, whom it is about first: the author when it is not from us, then To and Cc."""
    given = list(dict.fromkeys(address for _name, address in (*letter.authors, *letter.recipients)))
    given = [one for one in given if incoming.token_in(one) is None][:_MOST]
    asked = select(func.lower(User.email)).where(func.lower(User.email).in_(given))
    ours = mine | set(session.scalars(asked)) if given else mine
    return [one for one in given if one not in ours]


def _thread(letter, mail):
    """The key of the thread: that of a mail which came before, or of the first one it names, or its own."""
    keys = [key_of(one) for one in letter.before]
    if not keys:
        return mail.message_key
    same = or_(IncomingMail.message_key.in_(keys), IncomingMail.thread_key.in_(keys))
    known = select(IncomingMail.thread_key).where(
        same, IncomingMail.thread_key != "", IncomingMail.id != mail.id
    )
    return (
        session.scalars(known.order_by(IncomingMail.received_at, IncomingMail.id).limit(1)).first() or keys[0]
    )

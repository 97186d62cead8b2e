"""A mail becomes an activity, once; or is put aside."""

import datetime as dt
import io

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.platform.audit import record
from app.platform.mail.received import letter_of
from app.platform.storage.sealed import opened_sealed
from app.records.attachments.operations import attach
from app.records.kit import keeping
from app.records.kit.queries import every, titles
from app.sales.activities.model import RESULT, Activity
from app.sales.activities.record import ACTIVITY
from app.sales.mails.defaults import ANSWERED, ATTRIBUTION
from app.sales.mails.issuing import address_of
from app.sales.mails.model import DISMISSED, DONE, WAITING, IncomingMail
from app.sales.mails.proposing import previous

LONGEST = 8000
_EARLY, _LATE = dt.timedelta(days=3650), dt.timedelta(hours=1)


def proposed(mail):
    """`{field: value}` of the activity that a mail proposes."""
    said, named = (
        mail.content or {},
        {"partner_id": "partner", "person_id": "person", "opportunity_id": "opportunity"},
    )
    subject = " ".join(said.get("subject", "").split())
    return {
        "name": (ANSWERED.sub("", subject) or translate("Mail without a subject"))[:200],
        "content": _shortened(without_quotation(said.get("text", ""))),
        "starts_at": happened_at(mail),
        **{name: _present(kind, getattr(mail, name)) for name, kind in named.items()},
    }


def _present(kind_name, record_id):
    """The id of a record that is still there for the actor, else None."""
    return record_id if record_id in titles(kind_name, [record_id]) else None


def happened_at(mail):
    """When it was sent as it says, unless that cannot be; then when it came."""
    sent, came = mail.sent_at, mail.received_at
    return sent if sent and came - _EARLY < sent < came + _LATE else came


def take_in(mail, values):
    """Make the activity of a mail that waits, with its files, from `values` (see `proposed`). Returns the Activity.

    The same mail that a colleague logged already is not logged twice. Raises Rejected with the field at fault.
    """
    same = select(IncomingMail).where(IncomingMail.message_key == mail.message_key)
    session.scalars(
        same.order_by(IncomingMail.id).with_for_update()
    ).all()  # two people log the same mail at once
    _only_waiting(mail)
    activity = _logged_already(mail)
    if activity is None:
        activity = keeping.enter(ACTIVITY, {**values, "kind": "mail", "standing": RESULT}, previous(mail))
        _attach(mail, activity)
    mail.state, mail.activity_id = DONE, activity.id
    session.flush()  # a refusal of the database belongs to this verb
    record("incoming_mail.taken", mail, label=activity.code, activity_id=activity.id)
    return activity


def take_in_by_itself(mail):
    """Take a mail in without anybody having looked at it, where its owner wishes that and everything is clear."""
    address = address_of(mail.user_id)
    if address is None or not address.automatic or not mail.clear:
        return
    try:
        with session.begin_nested():
            take_in(mail, proposed(mail))
    except Rejected:
        session.refresh(mail)  # a field of the tenant's own may be required: somebody fills it in


def dismiss(mail):
    """It is no activity. Twice is once."""
    if mail.state == DISMISSED:
        return
    if mail.state == DONE:
        raise Rejected("This mail has been logged already.")
    mail.state = DISMISSED
    record("incoming_mail.dismissed", mail)


def reopen(mail):
    """Look at it again after all."""
    if mail.state != DISMISSED or mail.content is None:
        raise Rejected("This mail cannot be taken up again.")
    mail.state = WAITING
    record("incoming_mail.reopened", mail)


def forget(mail_id):
    """Let what a mail says go, once the mail as it came is gone; that it came stays known, for its thread."""
    mail = session.scalars(select(IncomingMail).where(IncomingMail.id == mail_id)).one_or_none()
    if mail is not None:
        mail.content = None
        mail.state = mail.state if mail.state == DONE else DISMISSED


def without_quotation(text):
    """The text without the quotation at its end; a text that is nothing else stays."""
    lines = text.rstrip().split("\n")
    while lines and (lines[-1].lstrip().startswith(">") or not lines[-1].strip()):
        lines.pop()
    if len(lines) < len(text.rstrip().split("\n")) and lines and ATTRIBUTION.search(lines[-1].strip()):
        lines.pop()
    return "\n".join(lines).strip() or text.strip()


def _shortened(text):
    if len(text) <= LONGEST:
        return text
    more = translate("(the rest of the mail was left out)")
    return f"{text[: LONGEST - len(more) - 1]}\n{more}"


def _only_waiting(mail):
    session.refresh(mail)
    if mail.state != WAITING:
        raise Rejected("This mail has been dealt with already.")


def _logged_already(mail):
    """The activity that was made of the same mail by somebody else, if the actor may know of it."""
    others = select(IncomingMail.activity_id).where(
        IncomingMail.message_key == mail.message_key, IncomingMail.id != mail.id
    )
    return session.scalars(every(ACTIVITY).where(Activity.id.in_(others)).limit(1)).first()


def _attach(mail, activity):
    file, stream = opened_sealed(mail.id)
    for name, content in letter_of(stream.read()).files if file else ():
        if content:
            attach(ACTIVITY, activity, io.BytesIO(content), name or translate("attachment"))

"""Setting a mailbox up, asking for its mails, deciding about one that could not be read."""

from sqlalchemy import delete, select

from app.commerce.channels.model import Channel, ChannelCredential
from app.commerce.mailboxes import queries, reading
from app.commerce.mailboxes.model import OrderMailbox
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform import jobs
from app.platform.audit import record

PLACE = ("host", "port", "security", "user_name", "folder")
SET = (
    *PLACE,
    "host_authority",
    "senders",
    "subjects",
    "after",
    "after_folder",
    "profile_id",
    "by_itself",
    "minutes",
)


def set_up(channel, values, password="", *, version=None):
    """Keep how the mails of a shop are fetched (`SET`); without a password the kept one stays. Returns OrderMailbox.

    Another place is read from its beginning. Raises Conflict, Rejected for what does not go together.
    """
    mailbox = queries.mailbox_of(channel.id)
    if mailbox is not None and version is not None and version != mailbox.version:
        raise Conflict("Somebody else has just changed this mailbox. Please reload the page.")
    if values["after"] == "move" and not values["after_folder"]:
        raise Rejected("Enter the folder that mails are moved to.", "after_folder")
    if values["after"] == "move" and values["after_folder"] == values["folder"]:
        raise Rejected("Mails are moved to another folder than they come from.", "after_folder")
    if not password and not queries.password_of(channel.id):
        raise Rejected("Enter the password.", "password")
    if mailbox is None:
        mailbox = OrderMailbox(channel_id=channel.id, version=0, validity=0, last_uid=0, failures=0, error="")
        session.add(mailbox)
    changed = sorted(name for name in SET if values[name] != getattr(mailbox, name))
    for name in SET:
        setattr(mailbox, name, values[name])
    if set(changed) & set(PLACE):
        mailbox.validity, mailbox.last_uid = 0, 0
    mailbox.failures, mailbox.error, mailbox.resumes_at = 0, "", None
    mailbox.version, mailbox.changed_at = mailbox.version + 1, clock.now()
    _keep_password(channel, password)
    session.flush()
    record(
        "order_mailbox.changed", mailbox, label=channel.name, names=[*changed, *["password"] * bool(password)]
    )
    return mailbox


def _keep_password(channel, password):
    if not password:
        return
    kept = session.scalars(
        select(ChannelCredential).where(
            ChannelCredential.channel_id == channel.id, ChannelCredential.service == queries.SERVICE
        )
    ).one_or_none()
    if kept is None:
        kept = ChannelCredential(channel_id=channel.id, service=queries.SERVICE, version=0)
        session.add(kept)
    kept.secrets, kept.version, kept.changed_at = {"password": password}, kept.version + 1, clock.now()


def remove(channel):
    """Throw a mailbox away, with its password and what was noted of its mails. Orders stay."""
    mailbox = queries.mailbox_of(channel.id)
    if mailbox is None:
        return
    record("order_mailbox.removed", mailbox, label=channel.name)
    session.delete(mailbox)
    session.execute(
        delete(ChannelCredential).where(
            ChannelCredential.channel_id == channel.id, ChannelCredential.service == queries.SERVICE
        )
    )


def ask_to_fetch(mailbox):
    """Fetch a mailbox now, in the background, whether it is fetched by itself or not."""
    mailbox.resumes_at = None
    record("order_mailbox.fetch_asked", mailbox, label=mailbox.channel.name)
    jobs.after_commit("commerce.mailboxes.fetch", subject_id=mailbox.id, mailbox_id=mailbox.id)


def read_again(letter):
    """Read the text of a mail that waits once more, by the patterns as they are now. Returns whether it went in."""
    _only_waiting(letter)
    if not letter.content or not letter.content["text"].strip():
        raise Rejected("There is no text of this mail any more. Look for it in the mailbox.")
    mailbox = letter.mailbox
    record("order_letter.read_again", letter)
    reading.read_text(letter, letter.content["text"], mailbox, _shop_of(mailbox))
    _put_away_later(letter)
    return letter.state == "done"


def dismiss(letter):
    """It is no order, or was typed in by hand."""
    _only_waiting(letter)
    letter.state = "dismissed"
    record("order_letter.dismissed", letter)
    _put_away_later(letter)


def _only_waiting(letter):
    if letter.state != "waiting":
        raise Rejected("This mail is done with already.")


def _shop_of(mailbox):
    return session.get(Channel, (context.tenant_id(), mailbox.channel_id))


def _put_away_later(letter):
    session.flush()
    if letter.state != "waiting" and letter.mailbox.after != "leave":
        jobs.after_commit(
            "commerce.mailboxes.put_away", subject_id=letter.mailbox_id, mailbox_id=letter.mailbox_id
        )

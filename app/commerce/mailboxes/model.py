"""A shop's mailbox for orders, and every mail of it that was looked at."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

SECURITIES = ("tls", "starttls", "none")
AFTER = ("leave", "seen", "move")
STATES = ("waiting", "done", "dismissed")


class OrderMailbox(TenantOwned, db.Model):
    """受注メールボックス. Where a shop's order mails arrive (IMAP); its password: ChannelCredential (`order_mail`).

    `senders`, `subjects`: only mails from these addresses or domains, with one of these words in the subject; one a
    line, empty: any. `after`: what happens to a mail whose orders came in (AFTER; `after_folder` for move).
    `profile_id`: the pattern its texts are read by, None: whichever fits. `by_itself`: fetched every `minutes`.
    `validity`, `last_uid`: up to where the folder was read. After `failures` in a row it is left alone until
    `resumes_at`; `error` is a sentence for people. `host_authority` (PEM) for a certificate of the house's own.
    """

    __tablename__ = "order_mailboxes"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        refers("profile_id", "intake_profiles", on_delete="SET NULL"),
        unique("channel_id"),
        CheckConstraint(f"security IN {SECURITIES}", name="security"),
        CheckConstraint(f"after IN {AFTER}", name="after"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
    )

    channel_id: Mapped[uuid.UUID]
    host: Mapped[str]
    port: Mapped[int]
    security: Mapped[str] = mapped_column(default="tls")
    user_name: Mapped[str]
    folder: Mapped[str] = mapped_column(default="INBOX")
    host_authority: Mapped[str] = mapped_column(default="")
    senders: Mapped[str] = mapped_column(default="")
    subjects: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="leave")
    after_folder: Mapped[str] = mapped_column(default="")
    profile_id: Mapped[uuid.UUID | None]
    by_itself: Mapped[bool] = mapped_column(default=False)
    minutes: Mapped[int] = mapped_column(default=10)
    validity: Mapped[int] = mapped_column(default=0)
    last_uid: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[dt.datetime | None]
    resumes_at: Mapped[dt.datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[Stamp]

    channel = one("OrderMailbox", "channel_id", "Channel", viewonly=True)


class OrderLetter(TenantOwned, db.Model):
    """A mail that was looked at. `message_key`: a digest of its Message-ID (of all of it where it has none), by which
    the same mail is known again. `waiting`: nobody could read it, `reason` says why; `done`: its orders came in, or its
    files went to `intake_id`; `dismissed`: it is no order. `content` (`{"from", "subject", "text"}`) and `reason` hold
    personal data: sealed, and gone after the days that order files are kept. `filed`: it was put away in the mailbox.
    """

    __tablename__ = "order_letters"
    __table_args__ = owned(
        refers("mailbox_id", "order_mailboxes", on_delete="CASCADE"),
        refers("intake_id", "intakes", on_delete="SET NULL"),
        unique("mailbox_id", "message_key"),
        index("state", "arrived_at", "id"),
        index("arrived_at", "id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    mailbox_id: Mapped[uuid.UUID]
    message_key: Mapped[str]
    validity: Mapped[int]
    uid: Mapped[int]
    size: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[dt.datetime | None]
    arrived_at: Mapped[Stamp]
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(Sealed("order_letters.reason", str), nullable=True)
    content: Mapped[dict | None] = mapped_column(Sealed("order_letters.content", dict))
    numbers: Mapped[list] = mapped_column(JSONB, default=list)
    intake_id: Mapped[uuid.UUID | None]
    filed: Mapped[bool] = mapped_column(default=False)

    mailbox = one("OrderLetter", "mailbox_id", "OrderMailbox", viewonly=True)

"""The secret address of a person, and the mails that were sent to it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import SealedJson
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

RECEIVED, WAITING, DONE, DISMISSED, FAILED = STATES = (
    "received", "waiting", "done", "dismissed", "failed",
)  # fmt: skip
SENDER, AUTHENTICATION = DOUBTS = ("sender", "authentication")


class MailAddress(TenantOwned, db.Model):
    """Where somebody sends copies of their mails. `secret` is the part nobody can guess (None: they have no address);
    found by `secret_hash`. `senders`: further addresses they write from, one a line. `automatic`: a mail of which
    everything is clear becomes an activity by itself.
    """

    __tablename__ = "mail_addresses"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"), unique("user_id"), unique("secret_hash")
    )

    user_id: Mapped[uuid.UUID]
    secret: Mapped[str | None] = mapped_column(SealedJson("mail_addresses.secret"))
    secret_hash: Mapped[str | None]
    senders: Mapped[str] = mapped_column(default="")
    automatic: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]


class IncomingMail(TenantOwned, db.Model):
    """A mail that somebody sent to their address; the mail as it came lies sealed under the same id (`storage.sealed`).

    `message_key`: a digest of its Message-ID, `thread_key`: of the first one in its thread. `content` (`reading`)
    is sealed, and gone with the mail after some weeks. `doubts` (DOUBTS): why nobody should believe it unseen;
    `clear`: whether person, account and opportunity were found beyond doubt; `why`: `{field: how it was found}`.

    Records are named without keys: what a mail proposes must not keep anybody from deleting it.
    """

    __tablename__ = "incoming_mails"
    __table_args__ = owned(
        refers("user_id", "users", on_delete="CASCADE"),
        unique("user_id", "message_key"),
        index("user_id", "state", "received_at", "id"),
        index("message_key"),
        index("thread_key"),
        index("activity_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    user_id: Mapped[uuid.UUID]
    message_key: Mapped[str]
    thread_key: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default=RECEIVED)
    content: Mapped[dict | None] = mapped_column(SealedJson("incoming_mails.content"))
    doubts: Mapped[list] = mapped_column(JSONB, default=list)
    clear: Mapped[bool] = mapped_column(default=False)
    why: Mapped[dict] = mapped_column(JSONB, default=dict)
    partner_id: Mapped[uuid.UUID | None]
    person_id: Mapped[uuid.UUID | None]
    opportunity_id: Mapped[uuid.UUID | None]
    activity_id: Mapped[uuid.UUID | None]
    sent_at: Mapped[dt.datetime | None]
    received_at: Mapped[Stamp]

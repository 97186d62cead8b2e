"""The outbox."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import SealedJson
from app.kernel.tenancy import TenantOwned, index, owned

STATES = ("pending", "sent", "failed")


@dataclass(frozen=True)
class Letter:
    """What a mail says and to whom, opened. It is made where it is handed over or shown, and kept nowhere."""

    to_address: str
    to_name: str
    subject: str
    text: str
    html: str

    def __repr__(self):
        """Say nothing: a letter in a traceback or a log line would be a leak."""
        return "Letter(…)"


class Mail(TenantOwned, db.Model):
    """One mail to one address: `pending → sent | failed` (with the mail server's reason).

    A mail to a customer is `sealed`: address, name, subject and text stand there alone and the clear columns are empty.
    `sender` is the From line, '' for the installation's. `route` names the server it leaves by (`shop:…`, see
    `delivering.route`), '' for the installation's.
    """

    __tablename__ = "mails"
    __table_args__ = owned(
        index("subject_id"), index("created_at", "id"), CheckConstraint(f"state IN {STATES}", name="state")
    )

    to_address: Mapped[str]
    to_name: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    reply_to: Mapped[str | None]
    file_ids: Mapped[list] = mapped_column(JSONB, default=list)
    kind: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default="pending")
    error: Mapped[str | None]
    sender: Mapped[str] = mapped_column(default="", server_default="")
    route: Mapped[str] = mapped_column(default="", server_default="")
    sealed: Mapped[dict | None] = mapped_column(SealedJson("mails.sealed"))
    created_at: Mapped[Stamp]
    sent_at: Mapped[dt.datetime | None]

    @property
    def letter(self):
        """The Letter, opened."""
        if self.sealed is not None:
            return Letter(**self.sealed)
        return Letter(self.to_address, self.to_name, self.subject, self.text, self.html)

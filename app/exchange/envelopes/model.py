"""One side's copy of an envelope, and its files. Insert only, by grant."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.exchange.bodies import BODIES
from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique


class Envelope(TenantOwned, db.Model):
    """取引書類. Both sides' copies have the same id, position, body and hash; only `direction` differs.

    `body` is the canonical JSON text that was hashed. `files` are name, type, size and sha256 of what travelled along.
    `number` and `revision` are the sender's. `total` is tax-inclusive yen where the kind has an amount, `document_on`
    the date on the document: the search screen of 電子帳簿保存法 asks for both.
    """

    __tablename__ = "envelopes"
    __table_args__ = owned(
        refers("case_id", "exchange_cases"),
        unique("case_id", "position"),
        index("kind", "sent_at", "id"),
        index("document_on", "id"),
        index("total"),
        index("number"),
        CheckConstraint("direction IN ('sent', 'received')", name="direction"),
        immutable=True,
    )

    case_id: Mapped[uuid.UUID]
    position: Mapped[int]
    direction: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str]
    revision: Mapped[int]
    body: Mapped[str]
    files: Mapped[list] = mapped_column(JSONB)
    counterpart_name: Mapped[str]
    document_on: Mapped[dt.date]
    total: Mapped[int | None]
    sent_by: Mapped[str]
    sent_at: Mapped[dt.datetime]
    previous: Mapped[str]
    sha256: Mapped[str]

    case = one("Envelope", "case_id", "Case")
    attachments = many("Envelope", "EnvelopeFile", "envelope_id", order_by="EnvelopeFile.position")

    @property
    def content(self):
        """The typed body (see `exchange.bodies`)."""
        return BODIES[self.kind].model_validate_json(self.body)


class EnvelopeFile(TenantOwned, db.Model):
    """A file that travelled with the envelope; `purpose` 'rendition' is the PDF made from the body."""

    __tablename__ = "envelope_files"
    __table_args__ = owned(
        refers("envelope_id", "envelopes"),
        refers("file_id", "stored_files"),
        unique("envelope_id", "position"),
        index("file_id"),
        immutable=True,
    )

    envelope_id: Mapped[uuid.UUID]
    position: Mapped[int]
    file_id: Mapped[uuid.UUID]
    purpose: Mapped[str]

    file = one("EnvelopeFile", "file_id", "StoredFile")

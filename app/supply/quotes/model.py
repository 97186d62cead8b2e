"""Drafts of answers, and the answers that were sent."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Yen, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique


class QuoteDraft(TenantOwned, db.Model):
    """What was typed for the next answer, to the letter, under the form's field names. One per request.

    It never leaves this company. Once the deadline has passed it can be read but not sent.
    """

    __tablename__ = "quote_drafts"
    __table_args__ = owned(
        refers("request_id", "received_requests", on_delete="CASCADE"), unique("request_id")
    )

    request_id: Mapped[uuid.UUID]
    typed: Mapped[list] = mapped_column(JSONB, default=list)
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[str]

    request = one("QuoteDraft", "request_id", "ReceivedRequest")


class IssuedQuote(TenantOwned, db.Model):
    """An answer as sent, for lists; its words are in the envelope. `total` in yen with tax."""

    __tablename__ = "issued_quotes"
    __table_args__ = owned(
        refers("request_id", "received_requests"),
        refers("envelope_id", "envelopes"),
        unique("request_id", "response_no"),
        unique("envelope_id"),
        index("sent_at", "id"),
        immutable=True,
    )

    request_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    response_no: Mapped[int]
    number: Mapped[str]
    rfq_revision: Mapped[int]
    total: Mapped[Yen]
    sent_at: Mapped[dt.datetime]
    sent_by: Mapped[str]

    request = one("IssuedQuote", "request_id", "ReceivedRequest")
    envelope = one("IssuedQuote", "envelope_id", "Envelope")

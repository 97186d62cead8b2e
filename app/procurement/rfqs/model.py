"""Requests for quotation (見積依頼): head, lines, invited suppliers, revisions."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.approvals.documents import approvable
from app.kernel.db import Quantity, Stamp, UnitPrice, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.platform.search.model import Searchable
from app.procurement.rfqs.closing import Closing
from app.procurement.rfqs.drafting import Drafted
from app.procurement.rfqs.revising import Revised
from app.procurement.rfqs.sending import Sent
from app.procurement.rfqs.submitting import Submitted

STATUSES = (
    "draft", "in_approval", "ready", "sent", "closed", "under_evaluation", "awarded", "no_award", "cancelled",
)  # fmt: skip
INVITATION_STATUSES = ("invited", "sent", "opened", "declined", "responded", "awarded", "lost")


@approvable("rfq")
class Rfq(Drafted, Submitted, Sent, Revised, Closing, Searchable, TenantOwned, db.Model):
    """見積依頼. `number` is taken when it leaves the draft. `memo` and the target prices stay with us.

    `deadline` is an instant; `opening_rule` 'after_deadline' hides all amounts until it has passed.
    `minimum_quotes` None means the tenant's rule. `close_reason` says why it was cancelled or not awarded.
    """

    __tablename__ = "rfqs"
    __table_args__ = owned(
        refers("category_id", "categories"),
        refers("organisation_id", "organisations"),
        refers("requester_id", "users"),
        refers("copied_from_id", "rfqs"),
        unique("number"),
        index("created_at", "id"),
        index("deadline", "id"),
        index("status", "created_at", "id"),
        index("requester_id", "created_at", "id"),
        index("organisation_id", "created_at", "id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("opening_rule IN ('immediate', 'after_deadline')", name="opening_rule"),
        CheckConstraint("(status IN ('draft', 'cancelled')) OR number IS NOT NULL", name="numbered"),
        searched=True,
    )

    SEARCHED = ("number", "subject")

    number: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=0)
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    category_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None]
    requester_id: Mapped[uuid.UUID]
    deadline: Mapped[dt.datetime]
    opening_rule: Mapped[str] = mapped_column(default="immediate")
    delivery_place: Mapped[str] = mapped_column(default="")
    desired_terms: Mapped[str] = mapped_column(default="")
    validity_days: Mapped[int | None]
    minimum_quotes: Mapped[int | None]
    memo: Mapped[str] = mapped_column(default="")
    copied_from_id: Mapped[uuid.UUID | None]
    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]
    sent_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]
    close_reason: Mapped[str] = mapped_column(default="")

    all_lines = many("Rfq", "RfqLine", "rfq_id", order_by="RfqLine.line_no, RfqLine.id")
    invitations = many("Rfq", "RfqInvitation", "rfq_id", order_by="RfqInvitation.position, RfqInvitation.id")
    revisions = many("Rfq", "RfqRevision", "rfq_id", order_by="RfqRevision.revision")
    category = one("Rfq", "category_id", "Category")
    organisation = one("Rfq", "organisation_id", "Organisation")
    requester = one("Rfq", "requester_id", "User")


class RfqLine(TenantOwned, db.Model):
    """A line asked for. `target_price` (予定単価, yen without tax) is ours alone.

    A line taken out by a revision keeps its row (`dropped_in`: that revision): earlier answers refer to it.
    """

    __tablename__ = "rfq_lines"
    __table_args__ = owned(
        refers("rfq_id", "rfqs"),
        refers("product_id", "products"),
        index("rfq_id", "line_no"),
        index("product_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("target_price IS NULL OR target_price >= 0", name="target_price"),
    )

    rfq_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    product_id: Mapped[uuid.UUID | None]
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Quantity]
    unit: Mapped[str] = mapped_column(default="")
    desired_on: Mapped[dt.date | None]
    allow_alternative: Mapped[bool] = mapped_column(default=False)
    target_price: Mapped[UnitPrice | None]
    tax_code: Mapped[str] = mapped_column(default="10")
    remarks: Mapped[str] = mapped_column(default="")
    dropped_in: Mapped[int | None]

    rfq = one("RfqLine", "rfq_id", "Rfq", back_populates="all_lines")
    product = one("RfqLine", "product_id", "Product")


class RfqInvitation(TenantOwned, db.Model):
    """A supplier who is asked. `case_id` (the exchange case) exists from the sending on.

    `response_count` counts answers to any revision; `status` is what this supplier did last.
    """

    __tablename__ = "rfq_invitations"
    __table_args__ = owned(
        refers("rfq_id", "rfqs"),
        refers("partner_id", "partners"),
        refers("case_id", "exchange_cases"),
        unique("rfq_id", "partner_id"),
        unique("case_id"),
        index("partner_id"),
        CheckConstraint(f"status IN {INVITATION_STATUSES}", name="status"),
        CheckConstraint("(status = 'invited') = (case_id IS NULL)", name="case"),
    )

    rfq_id: Mapped[uuid.UUID]
    partner_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    case_id: Mapped[uuid.UUID | None]
    status: Mapped[str] = mapped_column(default="invited")
    opened_at: Mapped[dt.datetime | None]
    declined_at: Mapped[dt.datetime | None]
    decline_reason: Mapped[str] = mapped_column(default="")
    response_count: Mapped[int] = mapped_column(default=0)
    responded_at: Mapped[dt.datetime | None]

    rfq = one("RfqInvitation", "rfq_id", "Rfq", back_populates="invitations")
    partner = one("RfqInvitation", "partner_id", "Partner")
    case = one("RfqInvitation", "case_id", "Case")


class RfqRevision(TenantOwned, db.Model):
    """That the request was changed after sending, and why. What it said before is in the envelopes."""

    __tablename__ = "rfq_revisions"
    __table_args__ = owned(refers("rfq_id", "rfqs"), unique("rfq_id", "revision"))

    rfq_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    reason: Mapped[str]
    deadline: Mapped[dt.datetime]
    revised_by_id: Mapped[uuid.UUID | None]
    revised_by_name: Mapped[str]
    revised_at: Mapped[dt.datetime]

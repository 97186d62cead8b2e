"""Awards (選定): the decision, its lines, and the letters (採否通知) that follow it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.approvals.documents import approvable
from app.kernel.db import Quantity, Stamp, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.procurement.awards.deciding import Decided
from app.procurement.awards.writing import Lettered

STATUSES = ("in_approval", "approved", "returned", "rejected")
MODES = ("whole", "per_line", "split")
OUTCOMES = ("awarded", "not_awarded", "no_award")


@approvable(
    "award",
    facts={"lowest_not_chosen": "The lowest answer is not chosen", "too_few_quotes": "Too few quotes"},
)
class Award(Decided, Lettered, TenantOwned, db.Model):
    """A proposal to buy, and after approval the decision. At most one of a request is alive at any time.

    All sums are yen without tax: `total` of what is awarded; `lowest_total`, `first_total`, `target_total`
    the same lines and quantities at the lowest answers, the first answers and our targets (None: not comparable).
    """

    __tablename__ = "awards"
    __table_args__ = owned(
        refers("rfq_id", "rfqs"),
        refers("proposed_by_id", "users"),
        index("rfq_id", "created_at"),
        index(
            "rfq_id",
            name="uq_awards_alive",
            unique=True,
            postgresql_where="status IN ('in_approval', 'approved')",
        ),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint(f"mode IN {MODES}", name="mode"),
    )

    rfq_id: Mapped[uuid.UUID]
    mode: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    quote_count: Mapped[int]
    total: Mapped[Yen]
    lowest_total: Mapped[Yen | None]
    first_total: Mapped[Yen | None]
    target_total: Mapped[Yen | None]
    status: Mapped[str] = mapped_column(default="in_approval")
    version: Mapped[int] = mapped_column(default=1)
    proposed_by_id: Mapped[uuid.UUID]
    created_at: Mapped[Stamp]
    approved_at: Mapped[dt.datetime | None]
    notified_at: Mapped[dt.datetime | None]

    rfq = one("Award", "rfq_id", "Rfq")
    lines = many("Award", "AwardLine", "award_id", order_by="AwardLine.position")
    letters = many("Award", "AwardLetter", "award_id", order_by="AwardLetter.position")
    proposed_by = one("Award", "proposed_by_id", "User")


class AwardLine(TenantOwned, db.Model):
    """A line bought from one supplier. `rfq_line_id` is None for a one-off cost that came with the answer.

    `quantity` may be part of what was asked (split); `amount` = quantity × price in yen without tax.
    """

    __tablename__ = "award_lines"
    __table_args__ = owned(
        refers("award_id", "awards"),
        refers("rfq_line_id", "rfq_lines"),
        refers("quote_line_id", "quote_lines"),
        refers("invitation_id", "rfq_invitations"),
        refers("partner_id", "partners"),
        unique("award_id", "quote_line_id"),
        unique("award_id", "position"),
        index("partner_id"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    award_id: Mapped[uuid.UUID]
    position: Mapped[int]
    rfq_line_id: Mapped[uuid.UUID | None]
    quote_line_id: Mapped[uuid.UUID]
    invitation_id: Mapped[uuid.UUID]
    partner_id: Mapped[uuid.UUID]
    quantity: Mapped[Quantity]
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str]
    delivery_on: Mapped[dt.date | None]

    award = one("AwardLine", "award_id", "Award", back_populates="lines")
    rfq_line = one("AwardLine", "rfq_line_id", "RfqLine")
    quote_line = one("AwardLine", "quote_line_id", "QuoteLine")
    invitation = one("AwardLine", "invitation_id", "RfqInvitation")
    partner = one("AwardLine", "partner_id", "Partner")

    @property
    def name(self):
        """What is bought, in the supplier's words where it offered an alternative."""
        return self.quote_line.name or self.rfq_line.name

    @property
    def spec(self):
        """Specification of what is bought."""
        return self.quote_line.spec or (self.rfq_line.spec if self.rfq_line else "")

    @property
    def unit(self):
        """Unit of `quantity`."""
        return self.quote_line.unit or (self.rfq_line.unit if self.rfq_line else "")

    @property
    def product_id(self):
        """Our product, unless the supplier offered an alternative or it is a one-off cost."""
        if self.rfq_line is None or self.quote_line.kind != "as_requested":
            return None
        return self.rfq_line.product_id


class AwardLetter(TenantOwned, db.Model):
    """採用/不採用 to one supplier: editable until it is sent (`envelope_id`)."""

    __tablename__ = "award_letters"
    __table_args__ = owned(
        refers("award_id", "awards"),
        refers("invitation_id", "rfq_invitations"),
        refers("envelope_id", "envelopes"),
        unique("award_id", "invitation_id"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
    )

    award_id: Mapped[uuid.UUID]
    invitation_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str]
    text: Mapped[str]
    envelope_id: Mapped[uuid.UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    award = one("AwardLetter", "award_id", "Award", back_populates="letters")
    invitation = one("AwardLetter", "invitation_id", "RfqInvitation")

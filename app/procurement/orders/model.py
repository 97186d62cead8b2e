"""An order (注文), its lines, its revisions, and what the supplier answered."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.approvals.documents import approvable
from app.kernel.db import Quantity, Stamp, UnitPrice, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.platform.search.model import Searchable
from app.procurement.orders.answering import Answered
from app.procurement.orders.approving import Approved, ApprovedChange
from app.procurement.orders.changing import Changed, Version
from app.procurement.orders.drafting import Drafted
from app.procurement.orders.ending import Ended
from app.procurement.orders.issuing import Issued
from app.procurement.orders.standing import LineStanding, Standing

STATUSES = (
    "draft",
    "in_approval",
    "approved",
    "issued",
    "acknowledged",
    "change_requested",
    "partially_delivered",
    "delivered",
    "partially_accepted",
    "accepted",
    "invoiced",
    "closed",
    "cancelled",
)
LAW_SCOPES = ("none", "toriteki", "freelance", "both")


@approvable("purchase_order", facts={"price_reduced": "The price was reduced after the order was issued"})
class PurchaseOrder(
    Drafted, Approved, Issued, Answered, Changed, Ended, Standing, Searchable, TenantOwned, db.Model
):
    """発注. `number` is taken when it leaves the draft. The row and its lines are what is in force; a
    change waits as a `PurchaseOrderRevision` until it is issued.

    `revision` counts the issued versions from 0. `subtotal`, `tax`, `total` in yen of the lines as
    ordered; `taxes` one row per rate. `payment_on` is the day of payment for goods that arrive on the
    planned date. `due_on` is the earliest delivery date that is still open (None when nothing is).
    `approved_by_id` is who gave the last approval.
    """

    __tablename__ = "purchase_orders"
    __table_args__ = owned(
        refers("partner_id", "partners"),
        refers("case_id", "exchange_cases"),
        refers("organisation_id", "organisations"),
        refers("award_id", "awards"),
        unique("number"),
        index("status", "due_on"),
        index("partner_id", "created_at"),
        index("created_by_id", "created_at"),
        index("created_at", "id"),
        index("case_id"),
        index("organisation_id"),
        index("award_id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint(f"law_scope IN {LAW_SCOPES}", name="law_scope"),
        CheckConstraint("status IN ('draft', 'cancelled') OR number IS NOT NULL", name="numbered"),
        searched=True,
    )
    SEARCHED = ("number", "subject", "partner_name", "rfq_number")

    number: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    partner_id: Mapped[uuid.UUID]
    partner_name: Mapped[str]
    case_id: Mapped[uuid.UUID | None]
    award_id: Mapped[uuid.UUID | None]
    rfq_number: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[uuid.UUID | None]
    subject: Mapped[str]
    delivery_place: Mapped[str] = mapped_column(default="")
    inspection_days: Mapped[int] = mapped_column(default=10)
    payment_terms: Mapped[str] = mapped_column(default="")
    payment_method: Mapped[str] = mapped_column(default="")
    payment_on: Mapped[dt.date | None]
    acknowledge_by: Mapped[dt.date | None]
    supplied_materials: Mapped[str] = mapped_column(default="")
    undecided_items: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    memo: Mapped[str] = mapped_column(default="")
    law_scope: Mapped[str] = mapped_column(default="none")
    rounding: Mapped[str] = mapped_column(default="floor")
    subtotal: Mapped[Yen] = mapped_column(default=0)
    tax: Mapped[Yen] = mapped_column(default=0)
    total: Mapped[Yen] = mapped_column(default=0)
    taxes: Mapped[list] = mapped_column(JSONB, default=list)
    due_on: Mapped[dt.date | None]
    ordered_on: Mapped[dt.date | None]
    issued_at: Mapped[dt.datetime | None]
    acknowledged_at: Mapped[dt.datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[dt.datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    approved_by_id: Mapped[uuid.UUID | None]
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]

    partner = one("PurchaseOrder", "partner_id", "Partner", viewonly=True)
    organisation = one("PurchaseOrder", "organisation_id", "Organisation", viewonly=True)
    lines = many("PurchaseOrder", "PurchaseOrderLine", "order_id", order_by="PurchaseOrderLine.line_no")
    revisions = many(
        "PurchaseOrder",
        "PurchaseOrderRevision",
        "order_id",
        order_by="PurchaseOrderRevision.created_at, PurchaseOrderRevision.id",
    )
    answers = many(
        "PurchaseOrder",
        "SupplierAnswer",
        "order_id",
        order_by="SupplierAnswer.answered_at, SupplierAnswer.id",
    )


class PurchaseOrderLine(LineStanding, TenantOwned, db.Model):
    """A line of an order. `price` without tax, `amount` in yen without tax for the whole `quantity`.

    The five counted quantities are kept by `standing.stand` alone. `over_tolerance_percent` is how much
    more than ordered may be delivered and accepted. Lines are never deleted once issued: a change to
    nothing sets quantity 0.
    """

    __tablename__ = "purchase_order_lines"
    __table_args__ = owned(
        refers("order_id", "purchase_orders"),
        refers("product_id", "products"),
        refers("organisation_id", "organisations"),
        unique("order_id", "line_no"),
        index("product_id"),
        index("organisation_id"),
        CheckConstraint("quantity >= 0 AND qty_delivered >= 0 AND qty_accepted >= 0", name="quantities"),
        CheckConstraint("qty_invoiced BETWEEN 0 AND qty_accepted", name="invoiced"),
        CheckConstraint(
            "qty_rejected >= 0 AND qty_accepted + qty_rejected <= qty_delivered", name="inspected"
        ),
    )

    order_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    rfq_line_id: Mapped[uuid.UUID | None]
    quote_line_id: Mapped[uuid.UUID | None]
    product_id: Mapped[uuid.UUID | None]
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Quantity]
    unit: Mapped[str] = mapped_column(default="")
    price: Mapped[UnitPrice]
    amount: Mapped[Yen]
    tax_code: Mapped[str] = mapped_column(default="10")
    delivery_on: Mapped[dt.date | None]
    account_code: Mapped[str] = mapped_column(default="511")
    organisation_id: Mapped[uuid.UUID | None]
    remarks: Mapped[str] = mapped_column(default="")
    over_tolerance_percent: Mapped[Decimal] = mapped_column(default=0)
    qty_delivered: Mapped[Quantity] = mapped_column(default=0)
    qty_accepted: Mapped[Quantity] = mapped_column(default=0)
    qty_rejected: Mapped[Quantity] = mapped_column(default=0)
    qty_invoiced: Mapped[Quantity] = mapped_column(default=0)
    qty_shortclosed: Mapped[Quantity] = mapped_column(default=0)
    shortclose_reason: Mapped[str] = mapped_column(default="")

    order = one("PurchaseOrderLine", "order_id", "PurchaseOrder", back_populates="lines")


class PurchaseOrderRevision(ApprovedChange, Version, TenantOwned, db.Model):
    """版. A proposed or issued version of an order: `terms` are the header's fields, `lines` the order
    lines, as JSON.

    Revision 0 is written when the order is first issued; a later one starts as `draft` and replaces what
    is in force only when it is issued. `subtotal` and `total` in yen. `answer_id` names the change request
    that it grants.
    """

    __tablename__ = "purchase_order_revisions"
    __table_args__ = owned(
        refers("order_id", "purchase_orders"),
        refers("envelope_id", "envelopes"),
        index(
            "order_id",
            name="uq_purchase_order_revisions_open",
            unique=True,
            postgresql_where=text("status IN ('draft', 'in_approval', 'approved')"),
        ),
        index("order_id", "created_at"),
        CheckConstraint("status IN ('draft', 'in_approval', 'approved', 'issued', 'dropped')", name="status"),
    )

    order_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(default="")
    attributable: Mapped[bool] = mapped_column(default=False)
    answer_id: Mapped[uuid.UUID | None]
    terms: Mapped[dict] = mapped_column(JSONB, default=dict)
    lines: Mapped[list] = mapped_column(JSONB, default=list)
    subtotal: Mapped[Yen] = mapped_column(default=0)
    total: Mapped[Yen] = mapped_column(default=0)
    envelope_id: Mapped[uuid.UUID | None]
    issued_at: Mapped[dt.datetime | None]
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]

    order = one("PurchaseOrderRevision", "order_id", "PurchaseOrder", back_populates="revisions")


class SupplierAnswer(TenantOwned, db.Model):
    """注文請書 or change request, as the supplier's envelope said it. `outcome`: open, granted, refused
    or taken (accepted).
    """

    __tablename__ = "supplier_answers"
    __table_args__ = owned(
        refers("order_id", "purchase_orders"),
        refers("envelope_id", "envelopes"),
        index("order_id", "answered_at"),
        CheckConstraint("answer IN ('accepted', 'change_requested')", name="answer"),
        CheckConstraint("outcome IN ('taken', 'open', 'granted', 'refused')", name="outcome"),
    )

    order_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    answer: Mapped[str]
    outcome: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    changes: Mapped[list] = mapped_column(JSONB, default=list)
    refusal: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]

    order = one("SupplierAnswer", "order_id", "PurchaseOrder", back_populates="answers")

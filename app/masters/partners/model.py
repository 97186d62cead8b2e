"""A partner and its bank accounts."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, owned, refers, unique
from app.masters.partners.terms import HolidayRule, PaymentTerms
from app.masters.responsible import Responsible
from app.records.kit.model import Recorded, recorded


class Partner(Responsible, Recorded, TenantOwned, db.Model):
    """A company or person we trade with or want to: supplier, customer, prospect, agent, competitor.

    `linked_tenant_id` is their own tenant on this installation; without it documents go to `email` by mail.
    `closing_day` and `pay_day` 31 mean the month end. `over_tolerance_percent` is how much more than ordered may
    be delivered. `rounding` (floor, half_up, ceil) and `price_basis` (exclusive, inclusive) rule their documents.
    `parent_id`: the company it belongs to. `groups`: the codes of its account groups. `capital`, `annual_sales` in
    yen; `fiscal_month`: the last of their year.
    """

    __tablename__ = "partners"
    __table_args__ = recorded(
        unique("code"),
        unique("linked_tenant_id"),
        index("kana", "id"),
        CheckConstraint("state IN ('active', 'suspended', 'archived')", name="state"),
        CheckConstraint(
            "is_customer OR is_supplier OR is_prospect OR is_agent OR is_competitor", name="side"
        ),
        refers("parent_id", "partners", on_delete="SET NULL"),
        index("owner_id", "code"),
        index("parent_id"),
        CheckConstraint("fiscal_month BETWEEN 1 AND 12", name="fiscal_month"),
    )
    SEARCHED = (
        "code",
        "name",
        "kana",
        "contact_name",
        "email",
        "phone",
        "registration_number",
        "corporate_number",
    )

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    is_customer: Mapped[bool] = mapped_column(default=False)
    is_supplier: Mapped[bool] = mapped_column(default=True)
    linked_tenant_id: Mapped[uuid.UUID | None]
    email: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    sole_proprietor: Mapped[bool] = mapped_column(default=False)
    corporate_number: Mapped[str | None]
    registration_number: Mapped[str | None]
    registered_from: Mapped[dt.date | None]
    registered_until: Mapped[dt.date | None]
    closing_day: Mapped[int] = mapped_column(default=31)
    pay_months: Mapped[int] = mapped_column(default=1)
    pay_day: Mapped[int] = mapped_column(default=31)
    holiday_rule: Mapped[str] = mapped_column(default=HolidayRule.BEFORE.value)
    payment_method: Mapped[str] = mapped_column(default="transfer")
    fee_bearer: Mapped[str] = mapped_column(default="us")
    rounding: Mapped[str] = mapped_column(default="floor")
    price_basis: Mapped[str] = mapped_column(default="exclusive")
    is_prospect: Mapped[bool] = mapped_column(default=False, server_default="false")
    is_agent: Mapped[bool] = mapped_column(default=False, server_default="false")
    is_competitor: Mapped[bool] = mapped_column(default=False, server_default="false")
    name_en: Mapped[str] = mapped_column(default="", server_default="")
    parent_id: Mapped[uuid.UUID | None]
    rank: Mapped[str] = mapped_column(default="", server_default="")
    industry: Mapped[str] = mapped_column(default="", server_default="")
    employees: Mapped[int | None]
    capital: Mapped[Yen | None]
    annual_sales: Mapped[Yen | None]
    listing: Mapped[str] = mapped_column(default="", server_default="")
    fiscal_month: Mapped[int | None]
    homepage: Mapped[str] = mapped_column(default="", server_default="")
    fax: Mapped[str] = mapped_column(default="", server_default="")
    over_tolerance_percent: Mapped[Decimal] = mapped_column(default=Decimal(0))
    note: Mapped[str] = mapped_column(default="")
    groups: Mapped[list] = mapped_column(JSONB, default=list, server_default="[]")

    bank_accounts = many(
        "Partner",
        "PartnerBankAccount",
        "partner_id",
        viewonly=True,
        order_by="(PartnerBankAccount.preferred.desc(), PartnerBankAccount.id)",
    )

    @property
    def terms(self):
        """Their terms of payment, to compute closing and due dates with."""
        return PaymentTerms(self.closing_day, self.pay_months, self.pay_day, HolidayRule(self.holiday_rule))


class PartnerBankAccount(TenantOwned, db.Model):
    """A bank account of a partner. `account_type` 1 ordinary, 2 current, 4 savings (全銀)."""

    __tablename__ = "partner_bank_accounts"
    __table_args__ = owned(
        refers("partner_id", "partners", on_delete="CASCADE"),
        unique("partner_id", "bank_code", "branch_code", "account_type", "account_number"),
    )

    partner_id: Mapped[uuid.UUID]
    bank_code: Mapped[str]
    bank_name: Mapped[str]
    branch_code: Mapped[str]
    branch_name: Mapped[str]
    account_type: Mapped[str] = mapped_column(default="1")
    account_number: Mapped[str]
    holder_kana: Mapped[str]
    preferred: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Stamp]

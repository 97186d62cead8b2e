"""Tenants (global) and the companies inside one."""

import uuid

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.ids import new_id
from app.kernel.tenancy import TenantOwned, owned, unique, unshared


class Tenant(db.Model):
    """One contract. `slug` is the first part of every address of it.

    `known_rights`: the built-in roles and permissions given to it so far (`roles.renewing`); None: not kept yet.
    """

    __tablename__ = "tenants"
    __table_args__ = unshared("global")

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="active")
    demonstration: Mapped[bool] = mapped_column(default=False)
    known_rights: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    created_at: Mapped[Stamp]


class Company(TenantOwned, db.Model):
    """A company (会社) of the tenant: the name and numbers that stand on its documents."""

    __tablename__ = "companies"
    __table_args__ = owned(
        unique("code"),
        CheckConstraint("fiscal_year_start BETWEEN 1 AND 12", name="fiscal_year_start"),
    )

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    corporate_number: Mapped[str | None]
    registration_number: Mapped[str | None]
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    fiscal_year_start: Mapped[int] = mapped_column(default=4)
    rounding: Mapped[str] = mapped_column(default="floor")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]


class CompanyBankAccount(TenantOwned, db.Model):
    """An own bank account (口座): a supplier chooses one on each invoice."""

    __tablename__ = "company_bank_accounts"
    __table_args__ = owned(unique("bank_code", "branch_code", "account_type", "account_number"))

    bank_code: Mapped[str]
    bank_name: Mapped[str]
    branch_code: Mapped[str]
    branch_name: Mapped[str]
    account_type: Mapped[str] = mapped_column(default="1")
    account_number: Mapped[str]
    holder_kana: Mapped[str]
    preferred: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Stamp]

"""An organisation, its platform-wide id, and the colleagues who act for it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique, unshared


class TradeOrganisation(TenantOwned, db.Model):
    """組織 (trade.md §1). `code` is the 組織ID; `searchable`: 名称での検索を許可する, asked anew at every search.

    `company_name` is the tenant's as its partners see it. `search_text`: both names and the reading, folded.
    """

    __tablename__ = "trade_organisations"
    __table_args__ = owned(
        unique("code"),
        CheckConstraint("code ~ '^[A-Za-z0-9_-]{1,20}$'", name="code"),
        CheckConstraint("default_type = ANY (types)", name="default_type"),
        searched=True,
    )

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    company_name: Mapped[str]
    postal_code: Mapped[str] = mapped_column(default="")
    prefecture: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    default_type: Mapped[str]
    searchable: Mapped[bool] = mapped_column(default=True)
    enabled: Mapped[bool] = mapped_column(default=True)
    disabled_at: Mapped[dt.datetime | None]
    search_text: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]


class TradeCode(db.Model):
    """Whose a 組織ID is. Global, because it is unique on the platform and nothing but an id stands in it."""

    __tablename__ = "trade_codes"
    __table_args__ = unshared("global")

    code: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]


class TradeMember(TenantOwned, db.Model):
    """A colleague acts for an organisation; one of theirs is where they begin (`preferred`)."""

    __tablename__ = "trade_members"
    __table_args__ = owned(
        refers("organisation_id", "trade_organisations"),
        refers("user_id", "users", on_delete="CASCADE"),
        unique("user_id", "organisation_id"),
        index("organisation_id"),
    )

    organisation_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    preferred: Mapped[bool] = mapped_column(default=False)

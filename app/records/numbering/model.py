"""Number series a tenant changed, and the counters."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, owned, unique


class NumberSeries(TenantOwned, db.Model):
    """A tenant's own format for a document type; without a row the declared default holds."""

    __tablename__ = "number_series"
    __table_args__ = owned(
        unique("document"),
        CheckConstraint("scope IN ('none', 'fiscal_year', 'year', 'month', 'department')", name="scope"),
    )

    document: Mapped[str]
    format: Mapped[str]
    scope: Mapped[str]
    gapless: Mapped[bool] = mapped_column(default=True)


class NumberCounter(TenantOwned, db.Model):
    """The last number taken in one scope of a series."""

    __tablename__ = "number_counters"
    __table_args__ = owned(unique("document", "scope_key"))

    document: Mapped[str]
    scope_key: Mapped[str]
    last: Mapped[int] = mapped_column(default=0)

"""A setting that a tenant changed."""

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, owned, unique


class Setting(TenantOwned, db.Model):
    """`value` as JSON; absent means the declared default."""

    __tablename__ = "settings"
    __table_args__ = owned(unique("name"))

    name: Mapped[str]
    value: Mapped[dict | list | str | int | bool | None] = mapped_column(JSONB)
    changed_at: Mapped[Stamp]

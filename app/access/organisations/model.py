"""The tree of organisations (組織)."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique


class Organisation(TenantOwned, db.Model):
    """A department (部門) or section. `path` is the codes from the root, `/100/110/`, so a subtree is a prefix."""

    __tablename__ = "organisations"
    __table_args__ = owned(
        refers("company_id", "companies"),
        refers("parent_id", "organisations"),
        unique("company_id", "code"),
        index("path"),
    )

    company_id: Mapped[uuid.UUID]
    parent_id: Mapped[uuid.UUID | None]
    code: Mapped[str]
    name: Mapped[str]
    path: Mapped[str]
    head_id: Mapped[uuid.UUID | None]
    position: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]

    parent = one(
        "Organisation", "parent_id", "Organisation", remote_side="[Organisation.id, Organisation.tenant_id]"
    )

"""A tenant's own accounts. A row here replaces the account of the same code among the ones every tenant
starts with.
"""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, owned, unique

KINDS = ("expense", "asset", "liability", "income")


class Account(TenantOwned, db.Model):
    """勘定科目. `code` is stable and stands on order and journal lines; `name` is what the accountant's
    software calls it.

    `sub` is the sub-account (補助科目), empty for most. `active` False hides it from pickers, never from
    old documents.
    """

    __tablename__ = "accounts"
    __table_args__ = owned(unique("code"), CheckConstraint(f"kind IN {KINDS}", name="kind"))

    code: Mapped[str]
    name: Mapped[str]
    sub: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="expense")
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]

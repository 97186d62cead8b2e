"""A category of products."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, unique
from app.records.kit.model import Recorded, recorded


class Category(Recorded, TenantOwned, db.Model):
    """What a product belongs to. `account_code` is the account proposed when it is bought (勘定科目)."""

    __tablename__ = "categories"
    __table_args__ = recorded(
        unique("code"),
        index("kana", "id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
    )
    SEARCHED = ("code", "name", "kana")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    account_code: Mapped[str] = mapped_column(default="")
    account_name: Mapped[str] = mapped_column(default="")

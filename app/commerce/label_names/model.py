"""Rules by which product names become short enough for a label."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned

KINDS = ("remove", "replace", "fixed")


class NameRule(TenantOwned, db.Model):
    """`remove` takes `word` away, `replace` puts `put` there, `fixed` writes `put` for every name with `word` in it
    ('' for every name). They are used in the order of `position`.
    """

    __tablename__ = "label_name_rules"
    __table_args__ = owned(
        index("position", "id"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("word <> '' OR kind = 'fixed'", name="word"),
    )

    kind: Mapped[str]
    word: Mapped[str] = mapped_column(default="")
    put: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=50)
    created_at: Mapped[Stamp]

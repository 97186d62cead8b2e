"""A warehouse."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, unique
from app.records.kit.model import Recorded, recorded

FIRST_PRIORITY = 10


class Warehouse(Recorded, TenantOwned, db.Model):
    """A place that holds stock. `priority`: the smaller one is drawn from first; `sells`: orders may draw from it.

    `kind` is `own` or `outside` (a logistics company's, 外部倉庫).
    """

    __tablename__ = "warehouses"
    __table_args__ = recorded(
        unique("code"),
        index("priority", "id"),
        CheckConstraint("kind IN ('own', 'outside')", name="kind"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
    )
    SEARCHED = ("code", "name", "address")

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="own")
    address: Mapped[str] = mapped_column(default="")
    priority: Mapped[int] = mapped_column(default=FIRST_PRIORITY)
    sells: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")

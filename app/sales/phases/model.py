"""A phase of opportunities."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, unique
from app.records.kit.model import Recorded, recorded

OPEN, WON, LOST = "open", "won", "lost"


class Phase(Recorded, TenantOwned, db.Model):
    """A step. `probability` (percent) of an order, `standing` open, won or lost, `position` its place on the board.

    `criteria`: what has to be true to enter it, a line each, asked when an opportunity is moved here. After
    `stall_days` days without an activity an opportunity in it is marked as stalled; 0 never.
    """

    __tablename__ = "phases"
    __table_args__ = recorded(
        unique("code"),
        index("position", "id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"standing IN {(OPEN, WON, LOST)}", name="standing"),
        CheckConstraint("probability BETWEEN 0 AND 100 AND stall_days >= 0", name="figures"),
    )
    SEARCHED = ("code", "name")

    code: Mapped[str]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=50)
    probability: Mapped[int] = mapped_column(default=0)
    standing: Mapped[str] = mapped_column(default=OPEN)
    criteria: Mapped[str] = mapped_column(default="")
    stall_days: Mapped[int] = mapped_column(default=0)

    @property
    def asked(self):
        """The lines of `criteria`."""
        return [line.strip() for line in self.criteria.splitlines() if line.strip()]

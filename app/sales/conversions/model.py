"""What a lead became."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers

UNDOABLE = dt.timedelta(hours=24)


class Conversion(TenantOwned, db.Model):
    """A lead became records. `made`: names of those that were entered with it (the others were there before).

    `versions`: `{name: version}` of all of them right after; `lead_state`: where the lead stood before. The ids are
    no keys: undoing puts what was made into the bin, and the line stays.
    """

    __tablename__ = "conversions"
    __table_args__ = owned(refers("lead_id", "leads", on_delete="CASCADE"), index("lead_id", "created_at"))

    lead_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    partner_id: Mapped[uuid.UUID | None]
    opportunity_id: Mapped[uuid.UUID | None]
    made: Mapped[list] = mapped_column(JSONB, default=list)
    versions: Mapped[dict] = mapped_column(JSONB, default=dict)
    lead_state: Mapped[str]
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    undone_at: Mapped[dt.datetime | None]

    @property
    def undoable(self):
        """Whether it may be undone still, as far as time goes."""
        return self.undone_at is None and self.created_at + UNDOABLE > clock.now()

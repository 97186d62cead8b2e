"""What a company keeps for itself of where its deal came from."""

import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class DealOrigin(TenantOwned, db.Model):
    """The seat `participation_id` of ours was opened from the source `source_id` of a `kind` (`kinds.ORIGIN_KINDS`).

    A row of the tenant, not of the room: partners never learn that there is a source.
    """

    __tablename__ = "trade_origins"
    __table_args__ = owned(
        refers("organisation_id", "trade_organisations"),
        unique("participation_id"),
        index("kind", "source_id", "created_at"),
    )

    deal_id: Mapped[uuid.UUID]
    participation_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    source_id: Mapped[uuid.UUID]
    created_at: Mapped[Stamp]

"""What an organisation remembers of the partners it invited."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class PartnerHistory(TenantOwned, db.Model):
    """One line per partner an own organisation ever invited (R59): who, as what, when last, how often."""

    __tablename__ = "trade_partner_history"
    __table_args__ = owned(
        refers("organisation_id", "trade_organisations"),
        unique("organisation_id", "partner_organisation_id", "business_type"),
        index("organisation_id", "last_used_at", "id"),
    )

    organisation_id: Mapped[uuid.UUID]
    partner_organisation_id: Mapped[uuid.UUID]
    business_type: Mapped[str]
    last_used_at: Mapped[dt.datetime]
    uses: Mapped[int]

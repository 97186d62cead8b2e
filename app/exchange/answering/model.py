"""Forms that were taken in: a second click on the same page finds the first one's row."""

import uuid

from sqlalchemy.orm import Mapped

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, owned, refers, unique


class SentForm(TenantOwned, db.Model):
    """`token` was made when the form was shown; each can be sent once."""

    __tablename__ = "sent_forms"
    __table_args__ = owned(refers("case_id", "exchange_cases"), unique("token"), immutable=True)

    case_id: Mapped[uuid.UUID]
    token: Mapped[str]
    sent_at: Mapped[Stamp]

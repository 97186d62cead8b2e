"""The score of a person as of last night."""

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique


class PersonScore(TenantOwned, db.Model):
    """`parts`: `{name: [points, at most]}`; `trend`: `[[day, score]]` of the last days on which it was another one."""

    __tablename__ = "person_scores"
    __table_args__ = owned(
        refers("person_id", "persons", on_delete="CASCADE"), unique("person_id"), index("score", "id")
    )

    person_id: Mapped[uuid.UUID]
    scored_on: Mapped[dt.date]
    score: Mapped[int]
    parts: Mapped[dict] = mapped_column(JSONB)
    trend: Mapped[list] = mapped_column(JSONB)

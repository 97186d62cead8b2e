"""A service that reads cards, and how it has been doing."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.sealed_columns import SealedJson
from app.kernel.tenancy import TenantOwned, owned, unique

GOOGLE, LOCAL = "google", "local"


class CardReader(TenantOwned, db.Model):
    """A service outside. Cards are sent there only while it is `switched_on` and has a key.

    `secrets` (`{"key": …}`) stand sealed. `region` is one of `vision.ADDRESSES`, `address` another place to ask instead
    (a gateway of the house). After a failure it is left alone until `resumes_at`, `error` says why in a sentence for
    people. `checked_*`: how trying it went.
    """

    __tablename__ = "card_readers"
    __table_args__ = owned(unique("service"), CheckConstraint("service IN ('google')", name="service"))

    service: Mapped[str]
    switched_on: Mapped[bool] = mapped_column(default=False)
    secrets: Mapped[dict | None] = mapped_column(SealedJson("card_readers.secrets"))
    region: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    resumes_at: Mapped[dt.datetime | None]
    error: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[dt.datetime | None]
    checked_fine: Mapped[bool | None]
    checked_said: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Stamp]

    @property
    def key(self):
        """What proves who we are; empty when none was entered."""
        return (self.secrets or {}).get("key", "")

"""The keys for the registries, and what they answered."""

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Stamp, db
from app.kernel.sealed_columns import SealedJson
from app.kernel.tenancy import TenantOwned, index, owned, unique

HOUJIN, GBIZINFO = SERVICES = ("houjin", "gbizinfo")


class RegistryKey(TenantOwned, db.Model):
    """What a registry gave the tenant to ask it with: `secrets` (`{"key": …}`) stand sealed.

    `address`: another place to ask instead (a gateway of the house). After a failure that lasts `error` says why.
    """

    __tablename__ = "registry_keys"
    __table_args__ = owned(unique("service"), CheckConstraint(f"service IN {SERVICES}", name="service"))

    service: Mapped[str]
    secrets: Mapped[dict | None] = mapped_column(SealedJson("registry_keys.secrets"))
    address: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]

    @property
    def key(self):
        """What proves who we are; empty when none was entered."""
        return (self.secrets or {}).get("key", "")


class RegistryAnswer(TenantOwned, db.Model):
    """What a registry said to a question (`number|…`, `name|…`): companies as `companies.Company` has them, public."""

    __tablename__ = "registry_answers"
    __table_args__ = owned(unique("service", "question"), index("fetched_at"))

    service: Mapped[str]
    question: Mapped[str]
    companies: Mapped[list] = mapped_column(JSONB, default=list)
    fetched_at: Mapped[Moment]

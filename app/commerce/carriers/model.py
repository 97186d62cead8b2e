"""A contract with a carrier, as its labels need it."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, unique
from app.records.kit.model import Recorded, recorded

SYSTEMS = ("b2", "ehiden3", "ehiden2", "ehidenpro", "yupackr", "km2", "istar2")
SENDERS = ("shop", "own", "buyer")


class CarrierAccount(Recorded, TenantOwned, db.Model):
    """運送会社の契約. `system` (SYSTEMS) writes its labels and says which carrier it is.

    `service`: what a slip is sent by that names no service of this system. `sender`, `gift_sender`: who stands on a
    label, and on that of a gift: the shop, the contract's own address, for gifts also the buyer. `packing`,
    `form_code`, `size`, `weight` kg, `cubic` 才, `cod_kind` and `office_code` are codes of single systems.
    `simplify`, `seals`, `header`: see `labels.label.Shipper`. `amazon_code`, `yahoo_method`: what notices to
    those malls call it.
    """

    __tablename__ = "carrier_accounts"
    __table_args__ = recorded(
        unique("code"),
        index("kana", "id"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        CheckConstraint(f"system IN {SYSTEMS}", name="system"),
        CheckConstraint(f"gift_sender IN {SENDERS} AND sender IN ('shop', 'own')", name="senders"),
        CheckConstraint("weight >= 0 AND cubic >= 0", name="sizes"),
    )
    SEARCHED = ("code", "name", "kana", "customer_code")

    code: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    system: Mapped[str]
    service: Mapped[str]
    customer_code: Mapped[str] = mapped_column(default="")
    billing_group: Mapped[str] = mapped_column(default="")
    freight_number: Mapped[str] = mapped_column(default="01")
    office_code: Mapped[str] = mapped_column(default="")
    packing: Mapped[str] = mapped_column(default="001")
    form_code: Mapped[str] = mapped_column(default="1100780")
    size: Mapped[str] = mapped_column(default="060")
    weight: Mapped[int] = mapped_column(default=0)
    cubic: Mapped[int] = mapped_column(default=0)
    cod_kind: Mapped[str] = mapped_column(default="1")
    sender: Mapped[str] = mapped_column(default="shop")
    gift_sender: Mapped[str] = mapped_column(default="buyer")
    sender_name: Mapped[str] = mapped_column(default="")
    sender_kana: Mapped[str] = mapped_column(default="")
    sender_postal: Mapped[str] = mapped_column(default="")
    sender_address: Mapped[str] = mapped_column(default="")
    sender_building: Mapped[str] = mapped_column(default="")
    sender_phone: Mapped[str] = mapped_column(default="")
    simplify: Mapped[bool] = mapped_column(default=False)
    seals: Mapped[bool] = mapped_column(default=True)
    header: Mapped[bool] = mapped_column(default=True)
    amazon_code: Mapped[str] = mapped_column(default="")
    yahoo_method: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

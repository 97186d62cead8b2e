"""A file that may be handed out until its last day, sealed in its row."""

import uuid

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Stamp, db
from app.kernel.sealed_columns import sealed_as
from app.kernel.tenancy import TenantOwned, index, owned


class SealedFile(TenantOwned, db.Model):
    """`owner_id`: the row it belongs to (a label batch, a file of notices). `content` is sealed; see `keeping`.

    `size` and `sha256` are of the plain bytes. After `purge_at` it is neither handed out nor kept.
    """

    __tablename__ = "sealed_files"
    __table_args__ = owned(index("owner_id", "position"), index("purge_at"))

    owner_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str]
    content_type: Mapped[str] = mapped_column(default="text/csv")
    rows: Mapped[int] = mapped_column(default=0)
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=sealed_as("sealed_files.content"))
    purge_at: Mapped[Moment]
    created_at: Mapped[Stamp]

"""The columns that every business record has."""

import datetime as dt
import uuid

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.kernel.db import Stamp
from app.kernel.tenancy import index, owned
from app.platform.search.model import Searchable
from app.records.kit.slots import SLOTS, Slotted

ARCHIVED = "archived"


def recorded(*parts):
    """`__table_args__` of a record's table: `owned`, searched, with the indexes that every record has."""
    slots = [index(one, "id", postgresql_where=text(f"{one} IS NOT NULL")) for one in SLOTS]
    return owned(*parts, index("changed_at", "id"), *slots, searched=True)


class Recorded(Searchable, Slotted):
    """A business record: found by text, changed under a version, archived instead of deleted.

    `state` is `active` or one of the record's own words; `archived` rows are left out of lists and choices, and
    `archived_from` keeps the state that restoring gives back.
    """

    @declared_attr
    def state(cls) -> Mapped[str]:  # noqa: N805 -- a class attribute of the mapped class
        """Where the record stands; `active` from the start."""
        return mapped_column(default="active", sort_order=80)

    @declared_attr
    def archived_from(cls) -> Mapped[str | None]:  # noqa: N805 -- a class attribute of the mapped class
        """The state before archiving, None while not archived."""
        return mapped_column(sort_order=81)

    @declared_attr
    def extra(cls) -> Mapped[dict]:  # noqa: N805 -- a class attribute of the mapped class
        """Values of the tenant's own fields."""
        return mapped_column(JSONB, default=dict, server_default="{}", sort_order=82)

    @declared_attr
    def version(cls) -> Mapped[int]:  # noqa: N805 -- a class attribute of the mapped class
        """Counts the changes; a form that was opened at an older version is refused."""
        return mapped_column(default=1, sort_order=83)

    @declared_attr
    def created_at(cls) -> Mapped[Stamp]:  # noqa: N805 -- a class attribute of the mapped class
        """When it was entered."""
        return mapped_column(sort_order=84)

    @declared_attr
    def changed_at(cls) -> Mapped[dt.datetime]:  # noqa: N805 -- a class attribute of the mapped class
        """When it was last changed."""
        return mapped_column(server_default=func.clock_timestamp(), sort_order=85)

    @declared_attr
    def created_by_id(cls) -> Mapped[uuid.UUID | None]:  # noqa: N805 -- a class attribute of the mapped class
        """Who entered it; None for the system."""
        return mapped_column(sort_order=86)

    @property
    def archived(self):
        """True when the record was put away."""
        return self.state == ARCHIVED

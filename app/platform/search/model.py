"""The text a row is found by."""

from functools import lru_cache

from sqlalchemy import event
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.kernel.text import fold


class Searchable:
    """Adds `search_text`: the folded texts of the columns named in `SEARCHED`, kept right by the flush."""

    SEARCHED: tuple[str, ...] = ()

    @declared_attr
    def search_text(cls) -> Mapped[str]:  # noqa: N805 -- a class attribute of the mapped class
        """Folded text (kernel.text.fold), one space between the columns."""
        return mapped_column(default="", sort_order=90)


def search_text_of(values):
    """The search text of a row whose searched columns hold `values` (texts or None), in order."""
    return " ".join([_folded(value) for value in values if value])


# Makers, units and materials repeat from row to row; the cache makes a bulk import a third faster.
_folded = lru_cache(20_000)(fold)


@event.listens_for(Searchable, "before_insert", propagate=True)
@event.listens_for(Searchable, "before_update", propagate=True)
def _keep_right(mapper, connection, row):
    row.search_text = search_text_of(getattr(row, name) for name in row.SEARCHED)

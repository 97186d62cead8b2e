"""The text a row is found by."""

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
    return fold(" ".join(value for value in values if value))


@event.listens_for(Searchable, "before_insert", propagate=True)
@event.listens_for(Searchable, "before_update", propagate=True)
def _keep_right(mapper, connection, row):
    row.search_text = search_text_of(getattr(row, name) for name in row.SEARCHED)

"""The screens by which persons are merged."""

from app.records.moves.views.making import move_pages
from app.sales.permissions import PERSON_MERGE
from app.sales.persons.record import PERSON

bp = move_pages(
    PERSON,
    __name__,
    "person_moves",
    PERSON_MERGE,
    title="Merging persons",
    section="sell",
    position=84,
)

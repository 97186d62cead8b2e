"""The screens by which partners are merged, and what hangs on one is moved to another."""

from app.masters import permissions
from app.masters.partners.record import PARTNER
from app.records.moves.views.making import move_pages

bp = move_pages(
    PARTNER,
    __name__,
    "partner_moves",
    permissions.PARTNER_MERGE,
    title="Merging partners",
    section="sell",
    position=82,
    reassigned=True,
)

"""Which slips a selection in a list means."""

from sqlalchemy import select

from app.commerce.slips.model import Slip
from app.commerce.slips.record import SLIP
from app.kernel.db import session
from app.kernel.ids import id_of
from app.records.lists.asking import question_from
from app.records.lists.queries import narrowed

MOST = 50_000


def chosen(arguments):
    """Ids of the ticked slips, or (`all`) of everything that the list's question finds."""
    if not arguments.get("all"):
        return [one for one in map(id_of, arguments.getlist("ids")) if one]
    found = narrowed(SLIP, question_from(SLIP, arguments), select(Slip.id)).order_by(Slip.ordered_at, Slip.id)
    return session.scalars(found.limit(MOST)).all()

"""Which slips a selection means, and what became of those that were refused."""

from sqlalchemy import select

from app.commerce.slips.model import Slip
from app.commerce.slips.moving import REFUSALS
from app.commerce.slips.record import SLIP
from app.kernel.db import session
from app.kernel.i18n import translate
from app.kernel.ids import id_of
from app.records.lists.asking import question_from
from app.records.lists.queries import narrowed

MOST = 50_000
SHOWN = 200


def chosen(arguments):
    """Ids of the ticked slips, or (`all`) of everything that the list's question finds."""
    if not arguments.get("all"):
        return [one for one in map(id_of, arguments.getlist("ids")) if one]
    found = narrowed(SLIP, question_from(SLIP, arguments), select(Slip.id)).order_by(Slip.ordered_at, Slip.id)
    return session.scalars(found.limit(MOST)).all()


def refused_slips(batch):
    """`[(slip id, name, sentence)]` of what could not be done."""
    ids = [id_of(one) for one in list(batch.refused)[:SHOWN]]
    rows = session.execute(select(Slip.id, Slip.order_number, Slip.slip_no).where(Slip.id.in_(ids)))
    names = {row.id: f"{row.order_number}-{row.slip_no}" for row in rows}
    return [(one, names.get(one, ""), translate(REFUSALS[batch.refused[str(one)]])) for one in ids]

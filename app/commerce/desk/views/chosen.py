"""What became of slips that were refused."""

from sqlalchemy import select

from app.commerce.slips.model import Slip
from app.commerce.slips.moving import REFUSALS
from app.kernel.db import session
from app.kernel.i18n import translate
from app.kernel.ids import id_of

SHOWN = 200


def refused_slips(batch):
    """`[(slip id, name, sentence)]` of what could not be done."""
    ids = [id_of(one) for one in list(batch.refused)[:SHOWN]]
    rows = session.execute(select(Slip.id, Slip.order_number, Slip.slip_no).where(Slip.id.in_(ids)))
    names = {row.id: f"{row.order_number}-{row.slip_no}" for row in rows}
    return [(one, names.get(one, ""), translate(REFUSALS[batch.refused[str(one)]])) for one in ids]

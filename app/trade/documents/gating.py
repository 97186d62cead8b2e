"""Gate-in slips on site: the deal of a booking, and what is still missing for each container."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.trade import sight
from app.trade.documents.model import RootField
from app.trade.documents.queries import documents_in, roots_of, values_of
from app.trade.rooms.queries import enter

SLIP = "gate_in_slip"


@dataclass(frozen=True)
class Box:
    """A container at the gate. `checks`: `[(what, whether it is all right)]`; `slip`: the Held one, or None."""

    number: str
    size_type: str
    checks: list
    slip: object

    @property
    def ready(self):
        """Whether nothing is missing."""
        return all(fine for _what, fine in self.checks)


def entered_for(booking):
    """Deals of a booking in which the actor may make slips, each entered from the seat that may.

    Of others it is not said that there are any (R8).
    """
    asked = select(RootField.deal_id).where(
        RootField.path == "booking_number", RootField.plain == booking.strip()
    )
    found = []
    for deal_id in session.scalars(asked.order_by(RootField.deal_id)):
        entered = _entered(deal_id)
        if entered is not None:
            found.append(entered)
    return found


def _entered(deal_id):
    try:
        entered = enter(deal_id)
    except Missing:
        return None
    able = [seat for seat in entered.mine if sight.may_create(entered.room, seat, SLIP)]
    if not able:
        return None
    return entered if entered.seat in able else enter(deal_id, able[0])


def boxes(entered):
    """The `Box`es of a deal: its containers, and slips for others."""
    roots, held = roots_of(entered.deal.id), documents_in(entered)
    shared = {name: one.value for name, one in roots.items()}
    slips = {one.row.unit_key: one for one in held if one.row.kind == SLIP}
    weighed = {one.row.unit_key for one in held if one.row.kind == "vgm" and one.paper.published}
    rows = {row["number"]: row for row in shared.get("containers") or () if "number" in row}
    found = []
    for number in [*rows, *(key for key in slips if key not in rows)]:
        slip = slips.get(number)
        values = values_of(slip, roots) if slip else {}
        found.append(
            Box(
                number,
                rows.get(number, values).get("size_type", ""),
                prechecks(shared, rows.get(number, {}) | values, vgm=number in weighed),
                slip,
            )
        )
    return found


def prechecks(shared, box, *, vgm):
    """What the gate asks of a container: `[(what, whether it is there)]`. Pure but for the day."""
    cut = shared.get("cy_cut")
    return [
        (_("Vessel and voyage"), bool(shared.get("vessel_name") and shared.get("voyage"))),
        (_("Port of discharge"), bool(shared.get("pod") or shared.get("pod_name"))),
        (_("Size and type"), "size_type" in box),
        (_("Seal number"), "seal" in box),
        (_("Verified gross mass"), vgm),
        (_("Before the CY cut-off"), not cut or today().isoformat() <= cut),
    ]

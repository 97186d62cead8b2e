"""Wiring: the pages of sources show their deals and open new ones; purged sources are forgotten."""

from app.bridges.shipments import buying, selling, shipping, supplying
from app.kernel import context
from app.kernel.events import subscribe
from app.records.kit.blocks import add_block, add_menu_row
from app.trade.desk.wording import STATES
from app.trade.origins.operations import forget
from app.trade.origins.queries import deals_from
from app.trade.permissions import VIEW, WORK

FLOWS = (
    (buying.ORDER, buying),
    (supplying.RECEIVED, supplying),
    (shipping.SLIP, shipping),
    (selling.WON, selling),
)
_ALWAYS = (buying.ORDER.name, supplying.RECEIVED.name, selling.WON.name)
"""Sources whose menu offers a deal whatever their terms say: people know more than words tell."""


def _block(kind, flow):
    def made(row):
        may = context.actor().may
        if not (may(VIEW) and may(kind.permission)):
            return None
        deals = deals_from(kind.name, row.id)
        offered = may(WORK) and not flow.refusal(row) and flow.foreign(row)
        if not deals and not offered:
            return None
        values = {"kind": kind, "row": row, "deals": deals, "offered": offered or (deals and may(WORK))}
        return "bridges/shipments/_deals.html", values | {"states": STATES}

    return made


def _menu_row(kind, flow):
    def made(row):
        may = context.actor().may
        if not (may(WORK) and may(kind.permission)) or flow.refusal(row):
            return None
        if kind.name not in _ALWAYS and not flow.foreign(row):
            return None
        return "bridges/shipments/_menu_row.html", {"kind": kind, "row": row}

    return made


for _kind, _flow in FLOWS:
    add_block(_kind.name, _block(_kind, _flow))
    add_menu_row(_kind.name, _menu_row(_kind, _flow))


@subscribe("record.purged")
def forget_sources(kind, ids):
    """Sources that are gone for good: their deals stay, what they came from is no longer known."""
    if kind in {one.name for one, _flow in FLOWS}:
        forget(kind, ids)

"""Changing how a slip travels, and the shop's memo about its order."""

from app.commerce.slips.statuses import BEFORE_SHIPPING
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import changes_of, record

PARCEL = ("planned_on", "wished_on", "slot", "carrier", "service", "temperature", "pieces", "cod_amount", "gift",
          "noshi", "noshi_name", "wrapping", "card_message", "label_note", "place")  # fmt: skip
SEALED = ("noshi_name", "card_message")
"""Columns whose values the trail must not hold."""


def change_parcel(slip, values, *, version=None, by=None):
    """Set columns of PARCEL. Raises Rejected once it is shipped, Conflict when somebody else changed it meanwhile."""
    if slip.status not in BEFORE_SHIPPING:
        raise Rejected("The parcel has left already. It cannot be changed.")
    expect(slip, version)
    for name in PARCEL:
        if name in values:
            setattr(slip, name, values[name])
    changes = changes_of(slip, PARCEL)
    if not changes:
        return
    told = {name: pair for name, pair in changes.items() if name not in SEALED}
    hidden = sorted(changes.keys() - told.keys())
    slip.version += 1
    slip.changed_at = clock.now()
    record(
        "slip.changed", slip, by=by, label=f"{slip.order_number}-{slip.slip_no}", changes=told, fields=hidden
    )
    session.flush()


def write_memo(order, text, *, version=None, by=None):
    """Write the shop's memo about an order. The trail tells that, not what."""
    expect(order, version)
    order.memo = text.strip()
    order.version += 1
    record("slip.memo", order, by=by)


def expect(row, version):
    """Raise Conflict unless `row` is still at the version somebody opened (None: not asked)."""
    if version is not None and row.version != version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")

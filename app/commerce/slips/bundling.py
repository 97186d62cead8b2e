"""同梱: slips of one recipient travel in one parcel (ec.md §4.2).

A bundled slip keeps its lines, its amounts and its notice to its own shop; it only has no parcel of its own and moves
with the slip that carries it. So undoing puts everything back as it was.
"""

from sqlalchemy import and_, func, select

from app.commerce import settings
from app.commerce.channels.model import Channel
from app.commerce.slips.allocating import allocate
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY, SHORT, UNPICKED
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.settings import value_of

BUNDLED_IN = (SHORT, READY)
"""Statuses in which slips can be put into one parcel: checked, paid, looked for on the shelf, and not picked yet."""
HINDRANCES = {
    "status": "One of the slips is not checked and paid yet, or is being packed already.",
    "bundled": "One of the slips is in a bundle already.",
    "recipient": "The recipients differ.",
    "temperature": "The temperatures differ.",
    "day": "Different days of delivery are wished.",
    "cod": "One is paid on delivery and the other is not.",
    "noshi": "The gift papers differ.",
    "shop": "A shop does not allow papers of other shops in its parcels.",
}


def candidates(*, among=None):
    """Select of ids of open slips whose recipient has another order that could travel along.

    By telephone of the recipient, or (a setting) by shop, name, address and telephone. `among`: ids to look at.
    """
    keys = _keys()
    open_ones = (Slip.status.in_(UNPICKED), Slip.carried_by_id.is_(None), *(key.is_not(None) for key in keys))
    several = (
        select(*keys)
        .where(*open_ones)
        .group_by(*keys)
        .having(func.count(Slip.order_id.distinct()) > 1)
        .subquery()
    )
    found = (
        select(Slip.id).join(several, and_(*(key == several.c[key.key] for key in keys))).where(*open_ones)
    )
    return found if among is None else found.where(Slip.id.in_(among))


def companions(slip):
    """Open slips of other orders that could travel with `slip`, oldest first, each with its hindrance or ''."""
    keys = _keys()
    if slip.carried_by_id is not None or any(getattr(slip, key.key) is None for key in keys):
        return []
    rows = session.scalars(
        select(Slip)
        .where(
            Slip.id != slip.id,
            Slip.order_id != slip.order_id,
            Slip.status.in_(UNPICKED),
            Slip.carried_by_id.is_(None),
            *(key == getattr(slip, key.key) for key in keys),
        )
        .order_by(Slip.ordered_at, Slip.id)
    ).all()
    open_shops = _open_shops([slip, *rows])
    return [(row, hindrance(slip, row, open_shops)) for row in rows]


def hindrance(leader, slip, open_shops):
    """Code of HINDRANCES why `slip` cannot travel with `leader`, '' when it can."""
    found = (
        (
            "bundled",
            slip.id == leader.id or slip.carried_by_id is not None or leader.carried_by_id is not None,
        ),
        ("status", leader.status not in BUNDLED_IN or slip.status not in BUNDLED_IN),
        ("recipient", slip.phone_key != leader.phone_key),
        ("temperature", slip.temperature != leader.temperature),
        ("day", slip.wished_on != leader.wished_on),
        ("cod", (slip.payment_kind == "cod") != (leader.payment_kind == "cod")),
        ("noshi", (slip.gift or leader.gift) and slip.noshi != leader.noshi),
        (
            "shop",
            slip.channel_id != leader.channel_id and not {slip.channel_id, leader.channel_id} <= open_shops,
        ),
    )
    return next((code for code, hinders in found if hinders), "")


def bundle(leader, slips, *, by=None):
    """Put `slips` into the parcel of `leader`. Raises Rejected with the first hindrance; nothing is changed then."""
    if not slips:
        raise Rejected("Choose what travels in the same parcel.")
    _locked([leader, *slips])
    open_shops = _open_shops([leader, *slips])
    carrying = set(
        session.scalars(select(Slip.carried_by_id).where(Slip.carried_by_id.in_([s.id for s in slips])))
    )
    for slip in slips:
        code = "bundled" if slip.id in carrying else hindrance(leader, slip, open_shops)
        if code:
            raise Rejected(HINDRANCES[code])
    for slip in slips:
        slip.carried_by_id, slip.carried_from, slip.status = leader.id, slip.status, leader.status
        slip.version += 1
        record("slip.bundled", slip, by=by, label=_label(slip), into=_label(leader))
    leader.version += 1
    session.flush()
    allocate([leader.id], why="bundle")


def unbundle(slip, *, by=None):
    """Take a slip out of the parcel it travels in; it is again what it was before. Raises Rejected once packed."""
    leader = session.get_one(Slip, (slip.tenant_id, slip.carried_by_id)) if slip.carried_by_id else None
    if leader is None:
        raise Rejected("This slip is not in a bundle.")
    _locked([leader, slip])
    if leader.status not in UNPICKED:
        raise Rejected("The parcel is packed already. Take it back first.")
    slip.status, slip.carried_by_id, slip.carried_from = slip.carried_from, None, None
    slip.version += 1
    leader.version += 1
    record("slip.unbundled", slip, by=by, label=_label(slip), out_of=_label(leader))
    session.flush()
    allocate([slip.id, leader.id], why="unbundle")


def _keys():
    if value_of(settings.BUNDLE_RULE) == "strict":
        return (Slip.phone_key, Slip.name_key, Slip.address_key, Slip.channel_id)
    return (Slip.phone_key,)


def _locked(slips):
    """Read the slips anew under lock, in the order of their ids."""
    ids = sorted(slip.id for slip in slips)
    session.scalars(
        select(Slip)
        .where(Slip.id.in_(ids))
        .order_by(Slip.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _open_shops(slips):
    """Ids of the shops among these slips that allow papers of others."""
    ids = {slip.channel_id for slip in slips}
    return set(session.scalars(select(Channel.id).where(Channel.id.in_(ids), Channel.foreign_papers)))


def _label(slip):
    return f"{slip.order_number}-{slip.slip_no}"

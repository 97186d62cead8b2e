"""Inviting a partner: one act, the same answer whether others have hidden the same organisation here or not (R37)."""

from sqlalchemy.dialects.postgresql import insert

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit import record
from app.trade import sight
from app.trade.deals.opening import seat_row
from app.trade.partners.model import PartnerHistory
from app.trade.rooms.noting import note
from app.trade.rooms.queries import enter


def invite(entered, organisation, business_type, *, hidden=False, grants=None, message=""):
    """Let `organisation` (a row that a search found) take part as `business_type`, invited by the acting seat.

    `entered` is locked. `grants`: `{kind: level}` up to the type's ceilings (default: its defaults). Inviting the
    same twice gives back the first (§7). Returns (the room entered anew, the new seat's id). Raises Rejected.
    """
    room, rules = entered.room, entered.rules
    _check(room, entered, organisation, business_type, hidden)
    known = _known(room, entered.seat, organisation.id, business_type)
    if known is not None:
        return entered, known
    if grants is not None:
        ceilings = rules.ceilings[business_type]
        grants = {kind: min(level, ceilings[kind]) for kind, level in grants.items() if kind in ceilings}
        grants = {kind: grants.get(kind, sight.NONE) for kind in ceilings}
    row = seat_row(
        entered.deal,
        organisation.id,
        organisation.tenant_id,
        business_type,
        rules,
        inviter_id=entered.seat,
        hidden=hidden,
        grants=grants,
    )
    session.add(row)
    session.flush()
    _remember(room.seats[entered.seat].organisation, organisation.id, business_type)
    again = enter(entered.deal.id, entered.seat)
    note(again, "partner.invited", partner_id=row.id, business_type=business_type, message=message.strip())
    record("deal.partner_invited", entered.deal, label=entered.deal.number, organisation=organisation.code)
    return again, row.id


def _check(room, entered, organisation, business_type, hidden):
    if entered.deal.inquiry and len(room.seats) > 1:
        raise Rejected("An inquiry is between two; nobody else can be invited.")
    if not sight.able(room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    ceilings = room.ceilings.get(business_type, {})
    if not organisation.enabled or business_type not in organisation.types or not any(ceilings.values()):
        raise Rejected("This business type takes no part in such a deal.", "business_type")
    if not sight.may_invite(room, entered.seat, business_type, hidden):
        raise Rejected("A partner of this business type cannot be hidden by yours.", "hidden")


def _known(room, seat, organisation_id, business_type):
    """The seat of the same triple by the same inviter; whoever others invited is not looked at."""
    for one in room.seats.values():
        if (one.active, one.inviter, one.organisation, one.business_type) == (
            True,
            seat,
            organisation_id,
            business_type,
        ):
            return one.id
    return None


def _remember(organisation_id, partner_id, business_type):
    new = insert(PartnerHistory).values(
        tenant_id=context.tenant_id(),
        id=new_id(),
        organisation_id=organisation_id,
        partner_organisation_id=partner_id,
        business_type=business_type,
        last_used_at=now(),
        uses=1,
    )
    again = {"last_used_at": new.excluded.last_used_at, "uses": PartnerHistory.uses + 1}
    keys = ["tenant_id", "organisation_id", "partner_organisation_id", "business_type"]
    session.execute(new.on_conflict_do_update(index_elements=keys, set_=again))

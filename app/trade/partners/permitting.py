"""Rights of a partner, set by whoever invited it (trade.md §2.2, §3): levels per kind, hidden or not."""

from app.kernel.errors import Missing, Rejected
from app.platform.audit import record
from app.trade import sight
from app.trade.rooms.noting import note
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import MARK_OF


def managed(entered, partner_id):
    """The Participation if the acting seat may change it. Missing if it may not be known of, Rejected otherwise."""
    room = entered.room
    if partner_id not in room.seats or not sight.sees(room, entered.seat, partner_id):
        raise Missing
    if not room.seats[partner_id].active:
        raise Missing
    if not sight.may_manage(room, entered.seat, partner_id):
        raise Rejected("Only who invited a partner can change or remove it, while the deal is open.")
    return entered.participations[partner_id]


def grant(entered, partner_id, levels):
    """Set levels (`{kind: level}`) of a partner; others of its kinds stay. `entered` is locked. Raises Rejected.

    The partner hears of it. Nothing it made is deleted and no lock is lifted (R20 to R23).
    """
    row = managed(entered, partner_id)
    for kind, level in levels.items():
        if not sight.may_grant(entered.room, entered.seat, partner_id, kind, level):
            raise Rejected("This is more than the business type may have.", kind)
    before = dict(row.grants)
    row.grants = before | {kind: MARK_OF[level] for kind, level in levels.items()}
    if row.grants == before:
        return entered
    again = _again(entered)
    changed = {
        kind: [before.get(kind, "-"), mark] for kind, mark in row.grants.items() if before.get(kind) != mark
    }
    note(again, "partner.permitted", partner_id=partner_id, audience=[partner_id], changed=changed)
    record("deal.partner_permitted", entered.deal, label=entered.deal.number, changes=changed)
    return again


def conceal(entered, partner_id, hidden):
    """Hide a partner from now on, or show it. What was told before stays as it was told (R46, R47)."""
    row = managed(entered, partner_id)
    if row.hidden == hidden:
        return entered
    if entered.deal.inquiry:
        raise Rejected("An inquiry is between two; nobody in it can be hidden or leave.")
    if not sight.may_invite(entered.room, entered.seat, row.business_type, hidden):
        raise Rejected("A partner of this business type cannot be hidden by yours.", "hidden")
    row.hidden = hidden
    again = _again(entered)
    note(again, "partner.hidden" if hidden else "partner.shown", partner_id=partner_id)
    record(
        "deal.partner_concealed",
        entered.deal,
        label=entered.deal.number,
        changes={"hidden": [not hidden, hidden]},
    )
    return again


def _again(entered):
    return enter(entered.deal.id, entered.seat)

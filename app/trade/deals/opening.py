"""Opening a deal, closing it, opening it again (trade.md §1.2)."""

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.kernel.moving import move
from app.platform.audit import record
from app.trade import sight
from app.trade.deals.numbering import next_number
from app.trade.rooms.model import Deal, Participation
from app.trade.rooms.noting import note
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import MARK_OF
from app.trade.rulebooks.queries import rules_of

NAME = 100


def open_deal(
    name,
    pattern,
    organisation,
    business_type,
    *,
    parent_id=None,
    ancestors_see=False,
    inquiry_key=None,
    grants=None,
    deal_id=None,
):
    """A new deal, owned by `organisation` (a TradeOrganisation acted for) as `business_type`. Returns it entered.

    The owner starts with `grants` (default: the defaults of its business type). `ancestors_see`: every inviter up the
    chain sees the hidden ones below (trade.md §6.3), which holds for good: who joins relies on it. `deal_id`
    was made with the form: sent twice, one deal is opened. Raises Rejected for a type that the organisation has not,
    or that takes no part in the pattern.
    """
    if deal_id is not None and session.get(Deal, deal_id) is not None:
        return enter(deal_id)
    rules = rules_of(pattern.name)
    if business_type not in organisation.types or not any(rules.ceilings[business_type].values()):
        raise Rejected("This business type takes no part in such a deal.", "business_type")
    deal = Deal(
        id=deal_id or new_id(),
        tenant_id=context.tenant_id(),
        number=next_number(pattern.direction),
        name=name.strip()[:NAME],
        pattern=pattern.name,
        inquiry=inquiry_key is not None,
        inquiry_key=inquiry_key,
        ancestors_see=ancestors_see,
        parent_id=parent_id,
        length=0,
        status="open",
        version=1,
    )
    session.add(deal)
    session.flush()
    own = None if grants is None else {kind: grants.get(kind, sight.NONE) for kind in rules.kinds()}
    session.add(seat_row(deal, organisation.id, organisation.tenant_id, business_type, rules, grants=own))
    session.flush()
    entered = enter(deal.id)
    note(entered, "deal.opened", name=deal.name, pattern=deal.pattern)
    record("deal.opened", deal, label=deal.number)
    return entered


def seat_row(
    deal, organisation_id, tenant_id, business_type, rules, *, inviter_id=None, hidden=False, grants=None
):
    """A new Participation; without `grants` (`{kind: level}`) the defaults of its business type today (R13)."""
    levels = rules.defaults[business_type] if grants is None else grants
    return Participation(
        deal_id=deal.id,
        id=new_id(),
        tenant_id=tenant_id,
        organisation_id=organisation_id,
        business_type=business_type,
        inviter_id=inviter_id,
        hidden=hidden,
        status="active",
        grants={kind: MARK_OF[level] for kind, level in levels.items()},
        last_event_at=now(),
    )


def complete(entered):
    """The owner calls the deal done: read-only for all from then on (R70)."""
    as_owner(entered)
    move(entered.deal, "completed", allowed=("open",))
    note(entered, "deal.completed")
    record("deal.completed", entered.deal, label=entered.deal.number)


def reopen(entered):
    """The owner takes completion, or cancelling, back (R70)."""
    as_owner(entered)
    move(entered.deal, "open", allowed=("completed", "cancelled"))
    note(entered, "deal.reopened")
    record("deal.reopened", entered.deal, label=entered.deal.number)


def rename(entered, name):
    """The owner gives the deal another name; every partner reads it."""
    as_owner(entered)
    if not sight.able(entered.room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    before, entered.deal.name = entered.deal.name, name.strip()[:NAME]
    note(entered, "deal.renamed", before=before, after=entered.deal.name)
    record("deal.renamed", entered.deal, label=entered.deal.number)


def owns(entered):
    """Whether the acting seat is the owner's."""
    return entered.participations[entered.seat].inviter_id is None


def as_owner(entered):
    """Raise Rejected unless the acting seat is the owner's."""
    if not owns(entered):
        raise Rejected("Only the owner of the deal can do this.")

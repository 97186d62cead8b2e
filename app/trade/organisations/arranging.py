"""Setting up the organisations that take part in deals, and who acts for them."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.access.tenants.queries import own_company
from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.text import fold
from app.platform.audit import changes_of, record
from app.trade.business_types import CODES
from app.trade.organisations.model import TradeCode, TradeMember, TradeOrganisation
from app.trade.organisations.queries import members_of

FACTS = ("name", "kana", "postal_code", "prefecture", "address", "phone", "fax", "mail")


def add_organisation(code, types, *, default_type=None, searchable=True, guesses=None, **facts):
    """A new organisation of this tenant under a 組織ID that nobody on the platform has. `facts`: FACTS, name at least.

    Raises Rejected (`code`) when the id is taken, whoever has it (trade.md §1), and (`types`) for unknown types.
    `guesses` counts taken ids, `.spend()` and `.left()`; once none is left, a free one is refused as well.
    """
    _check_types(types)
    _check_usual(default_type or types[0], types)
    row = TradeOrganisation(
        code=code,
        company_name=own_company().name,
        types=[one for one in CODES if one in types],
        default_type=default_type or types[0],
        searchable=searchable,
        enabled=True,
        version=1,
        search_text="",
        **{fact: facts.get(fact, "") for fact in FACTS},
    )
    row.search_text = _searched(row)
    _take(code, row.id, guesses)
    session.add(row)
    session.flush()
    record("trade_organisation.added", row, label=code)
    return row


def _take(code, organisation_id, guesses):
    if guesses is not None and not guesses.left():
        raise Rejected("Too many organisation IDs were taken. Please wait an hour and try again.", "code")
    new = insert(TradeCode).values(code=code, tenant_id=context.tenant_id(), organisation_id=organisation_id)
    if session.scalar(new.on_conflict_do_nothing().returning(TradeCode.code)) is None:
        if guesses is not None:
            guesses.spend()
        raise Rejected("This organisation ID is taken. Please choose another one.", "code")


def change_organisation(row, types, *, default_type, searchable, enabled, seen=None, **facts):
    """Write what was typed. A type taken away blocks new writing by seats that have it; they stay (R3).

    `seen`: the version that was opened; raises Conflict when somebody else saved since.
    """
    if seen is not None and seen != row.version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    _check_types(types)
    _check_usual(default_type, types)
    row.company_name = own_company().name
    for fact in FACTS:
        setattr(row, fact, facts[fact])
    row.types, row.default_type = [one for one in CODES if one in types], default_type
    if enabled != row.enabled:
        row.disabled_at = None if enabled else now()
    row.searchable, row.enabled = searchable, enabled
    row.search_text = _searched(row)
    changes = changes_of(row)
    if changes:
        row.version += 1
        record("trade_organisation.changed", row, label=row.code, changes=changes)


def set_members(row, user_ids):
    """Exactly these colleagues act for the organisation; where it is somebody's first, they begin there."""
    user_ids = list(user_ids)
    if {person for _one, person in members_of([row.id])} == set(user_ids):
        return
    session.execute(
        delete(TradeMember).where(TradeMember.organisation_id == row.id, TradeMember.user_id.not_in(user_ids))
    )
    have = {one.user_id for one in session.query(TradeMember).where(TradeMember.organisation_id == row.id)}
    others = {one.user_id for one in session.query(TradeMember).where(TradeMember.preferred)}
    session.add_all(
        TradeMember(organisation_id=row.id, user_id=one, preferred=one not in others)
        for one in user_ids
        if one not in have
    )
    session.flush()
    record("trade_organisation.staffed", row, label=row.code, count=len(user_ids))


def _check_types(types):
    if not types or not set(types) <= set(CODES):
        raise Rejected("Choose at least one business type.", "types")


def _check_usual(default_type, types):
    if default_type not in types:
        raise Rejected("Choose the usual business type among those of the organisation.", "default_type")


def _searched(row):
    return fold(f"{row.company_name} {row.name} {row.kana}")

"""Organisations: the own ones, those one acts for, and others as far as they let themselves be found."""

from sqlalchemy import select, text

from app.kernel import context
from app.kernel.db import once_in_transaction, session
from app.kernel.text import fold
from app.trade.organisations.model import TradeMember, TradeOrganisation

GUESSES, AT = "20 per hour", "trade.organisation"
"""How often a person may try organisation IDs: one that is not found tells something, and so does one that is taken."""
_NAMED = text("SELECT * FROM trade_organisations_named(:words, :kind, :place, :after, :most)")
_KNOWN = text("SELECT * FROM trade_organisations_known(:ids)")
_CODED = text("SELECT * FROM trade_organisation_coded(:code)")
_IN = text("SELECT * FROM trade_organisations_in(:deals)")


def own_organisations():
    """The organisations of this tenant, by code."""
    return select(TradeOrganisation).order_by(TradeOrganisation.code)


def acted_for(user_id=None):
    """Ids of the enabled organisations somebody acts for (default: the actor), the preferred one first."""
    user_id = user_id or context.actor().id

    def read():
        asked = select(TradeMember.organisation_id).join(
            TradeOrganisation,
            (TradeOrganisation.id == TradeMember.organisation_id)
            & (TradeOrganisation.tenant_id == TradeMember.tenant_id),
        )
        mine = asked.where(TradeMember.user_id == user_id, TradeOrganisation.enabled)
        return list(session.scalars(mine.order_by(TradeMember.preferred.desc(), TradeOrganisation.code)))

    return once_in_transaction(f"trade organisations of {user_id}", read)


def own_codes():
    """`{id: 組織ID}` of the own organisations."""
    return dict(session.execute(select(TradeOrganisation.id, TradeOrganisation.code)).all())


def members_of(organisation_ids):
    """`(organisation id, user id)` of the colleagues who act for these organisations of the present tenant."""
    asked = select(TradeMember.organisation_id, TradeMember.user_id)
    return session.execute(asked.where(TradeMember.organisation_id.in_(organisation_ids))).all()


def found_by_name(words, *, business_type="", prefecture="", after=None, most=21):
    """Rows of organisations of the platform that allow to be found by name, in order of name (trade.md §2.1, mode 2).

    `words`: as typed; every one has to be part of the company's name, the organisation's or its reading.
    """
    asked = {
        "words": fold(words).split(),
        "kind": business_type,
        "place": prefecture,
        "after": after,
        "most": most,
    }
    return session.execute(_NAMED, asked).all()


def found_among(ids):
    """`{id: row}` of those among `ids` that allow to be found now (mode 1, the history)."""
    return {row.id: row for row in session.execute(_KNOWN, {"ids": list(ids)})} if ids else {}


def found_by_code(code):
    """The enabled organisation whose 組織ID is exactly `code`, or None (mode 3). Rates are the caller's to mind."""
    return session.execute(_CODED, {"code": code}).one_or_none()


def organisations_in(deal_ids):
    """`{id: row}` of the organisations that take part, or took part, in deals this tenant takes part in."""
    return {row.id: row for row in session.execute(_IN, {"deals": list(deal_ids)})}

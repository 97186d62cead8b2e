"""Six companies around a deal: `trade.organisation(who, …)`, `trade.open(…)`, `trade.invite(…)` in a word."""

from types import SimpleNamespace

import pytest

from app.kernel.db import session
from app.trade.deals.opening import open_deal
from app.trade.organisations.arranging import add_organisation, set_members
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

EXPORT = Pattern("export", "FCL", brokered=True, coastal=False)


@pytest.fixture
def trade(inside, cast):
    """Organisations SHIPPER (yamada: SH), BROKER (kanda: FW, CB), HAULIER (suzuki: RT, WH), LINE (foreign: OC, NV)."""
    people = {
        "SHIPPER": (cast.trade_clerk, ["SH"]),
        "BROKER": (cast.kanda.supplier_admin, ["FW", "CB"]),
        "HAULIER": (cast.suzuki.supplier_admin, ["RT", "WH"]),
        "LINE": (cast.foreign.trade_clerk, ["OC", "NV"]),
    }
    made = {}
    for code, (person, types) in people.items():
        with inside(person):
            made[code] = add_organisation(code, types, name=f"{code} 本店", prefecture="13")
            set_members(made[code], [person.user_id])
            session.flush()

    def as_(code):
        return inside(people[code][0])

    def opened(name="衣料 60 箱 横浜–シンガポール", pattern=EXPORT, code="SHIPPER", business_type="SH"):
        with as_(code):
            return open_deal(name, pattern, made[code], business_type).deal.id

    def invited(deal_id, by, code, business_type, **options):
        with as_(by):
            entered = enter(deal_id, lock=True)
            return invite(entered, found_by_code(code), business_type, **options)[1]

    return SimpleNamespace(people=people, made=made, as_=as_, open=opened, invite=invited)


@pytest.fixture
def deal(trade):
    """A deal of SHIPPER and BROKER, with LINE, whom the broker invited, and HAULIER, whom it hides; committed."""
    made = trade.open()
    trade.invite(made, "SHIPPER", "BROKER", "FW")
    trade.invite(made, "BROKER", "LINE", "OC")
    trade.invite(made, "BROKER", "HAULIER", "RT", hidden=True)
    with trade.as_("SHIPPER"):
        session.commit()
    return made

"""A deal to measure with: with so many partners, each a company of its own, and so many documents."""

from contextlib import contextmanager

from sqlalchemy import select

from app.access.builtin import SUPPLIER_SIDE
from app.kernel.db import db, session
from app.trade.deals.opening import open_deal
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.organisations.arranging import add_organisation, set_members
from app.trade.organisations.model import TradeOrganisation
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern
from bench._ground import inside
from tests.support.people import TENANTS

EXPORT = Pattern("export", "FCL", brokered=True, coastal=False)
OWNER = "trade_clerk"
PARTNER = "supplier_admin"
TYPES = ("FW", "CB", "NV", "RT", "WH", "TO", "OC", "SA")


def companies(count):
    """So many further companies for the cast; before the database is made."""
    names = [f"partner{number:02}" for number in range(count)]
    TENANTS.update({name: (f"相手 {name} 株式会社", SUPPLIER_SIDE) for name in names})
    return names


def settle(names):
    """An organisation for yamada, which ships and forwards, and one for each of the companies; commits."""
    for slug, role in [("yamada", OWNER), *((name, PARTNER) for name in names)]:
        with inside(role, slug) as who:
            types = ["SH", "FW"] if slug == "yamada" else list(TYPES)
            made = add_organisation(code_of(slug), types, name=f"{slug} 本店", prefecture="13")
            set_members(made, [who.id])
            session.flush()
        session.commit()


def code_of(slug):
    """Its 組織ID."""
    return slug.upper()


@contextmanager
def entering(deal, role=OWNER, tenant="yamada"):
    """The deal locked, as a person of one company."""
    with inside(role, tenant):
        yield enter(deal, lock=True)


def large_deal(names, documents):
    """A deal with a partner of each company, every fourth hidden, and so many sent documents; commits. Its id."""
    with inside(OWNER):
        organisation = session.scalar(select(TradeOrganisation))
        deal = open_deal("衣料 60 箱 横浜–シンガポール", EXPORT, organisation, "SH").deal.id
    with entering(deal) as entered:
        entered, forwarder = invite(entered, organisation, "FW")
    for place, name in enumerate(names):
        with inside(OWNER):
            kind = TYPES[place % len(TYPES)]
            hidden = place % 4 == 3 and kind in ("RT", "WH")
            invite(enter(deal, forwarder, lock=True), found_by_code(code_of(name)), kind, hidden=hidden)
        session.commit()
    for number in range(1, documents + 1):
        with inside(OWNER):
            document(deal, forwarder, number)
        session.commit()
    db.session.remove()
    return deal


def document(deal, seat, number, sent=True):
    """The gate-in slip of container `#number`; its id."""
    entered = enter(deal, seat, lock=True)
    row = create(entered, "gate_in_slip", f"#{number}")
    session.flush()
    values = values_of(document_in(entered, row.id), roots_of(deal))
    save(entered, row.id, values | {"plate": f"横浜 100 か {number:04}", "seal": f"JP{number:06}"}, None)
    if sent:
        send(entered, row.id, None)
    return row.id

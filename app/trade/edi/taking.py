"""Taking files in: kept first, looked at, then written through the same verbs that people use, all of it or nothing."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.kernel.moving import move
from app.platform.audit import record
from app.trade.business_types import CODES
from app.trade.deals.opening import open_deal
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.edi.interchanges import interchange
from app.trade.edi.model import EdiFile, EdiParty
from app.trade.edi.planning import steps
from app.trade.edi.queries import key_of
from app.trade.organisations.model import TradeOrganisation
from app.trade.partners.inviting import invite
from app.trade.partners.searching import identified
from app.trade.rooms.queries import enter


def receive(name, data, organisation, business_type):
    """Keep a file for an own organisation as a business type. Returns the EdiFile. Raises Rejected for a bad one."""
    row = EdiFile(
        name=name[:200],
        content=data,
        sender=interchange(data).sender,
        organisation_id=organisation.id,
        business_type=business_type,
        status="waiting",
        version=1,
        deals=[],
    )
    for step in steps(row):
        _remember(step.read.parties)
    session.add(row)
    session.flush()
    record("edi_file.received", row, label=row.name)
    return row


def take_in(file):
    """Write what the file says: a deal where there is none, the document, and who takes part. Raises Rejected."""
    move(file, "taken", allowed=("waiting",), taken_at=now())
    mine = session.scalars(
        select(TradeOrganisation).where(TradeOrganisation.id == file.organisation_id)
    ).one()
    for step in steps(file):
        entered = _room(file, step, mine)
        row = create(entered, step.kind.name)
        before = values_of(document_in(entered, row.id), roots_of(entered.deal.id))
        save(entered, row.id, before | step.read.values, None)
        file.deals = [*file.deals, str(entered.deal.id)]
    session.flush()
    record("edi_file.taken", file, label=file.name)


def _room(file, step, mine):
    if step.entered is not None:
        return enter(step.entered.deal.id, step.entered.seat, lock=True)
    values = step.read.values
    ship = " ".join(values[name] for name in ("vessel_name", "voyage") if name in values)
    entered = open_deal(f"{step.number} {ship}".strip(), step.pattern, mine, file.business_type)
    for _party, organisation, business_type in step.invited:
        entered, _seat = invite(enter(entered.deal.id, entered.seat, lock=True), organisation, business_type)
    return enter(entered.deal.id, entered.seat, lock=True)


def drop(file):
    """Leave a file out."""
    move(file, "dropped", allowed=("waiting",))
    record("edi_file.dropped", file, label=file.name)


def bind(party, code, business_type, misses):
    """Say which organisation a party is by its 組織ID, and as what it takes part; no code: nobody.

    `misses`: see `partners.searching.identified`; who may guess here could look up who wants not to be found.
    Raises Rejected.
    """
    organisation = identified(code, misses) if code else None
    if code and organisation is None:
        raise Rejected("There is no such organisation.", "code")
    if organisation is not None and business_type not in (set(organisation.types) & set(CODES)):
        raise Rejected("The organisation has not got this business type.", "business_type")
    party.code, party.business_type = code, business_type if code else ""
    session.flush()
    record("edi_party.bound", party, label=party.text[:100], code=code)


def _remember(parties):
    for one in parties:
        new = insert(EdiParty).values(
            tenant_id=context.tenant_id(),
            id=new_id(),
            role=one.role,
            key=key_of(one),
            text=one.text,
            code="",
            business_type="",
            seen_at=now(),
        )
        again = {"seen_at": new.excluded.seen_at}
        session.execute(new.on_conflict_do_update(index_elements=["tenant_id", "role", "key"], set_=again))

"""Keeping where a deal came from."""

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.trade.origins.model import DealOrigin


def remember(entered, kind, origin):
    """The acting seat's deal came from an Origin of an OriginKind; twice is once.

    Raises Rejected when that lets none be opened.
    """
    if origin.refusal:
        raise Rejected(origin.refusal)
    if session.scalar(select(DealOrigin.id).where(DealOrigin.participation_id == entered.seat)):
        return
    session.add(
        DealOrigin(
            deal_id=entered.deal.id,
            participation_id=entered.seat,
            organisation_id=entered.room.seats[entered.seat].organisation,
            kind=kind.name,
            source_id=origin.id,
        )
    )
    facts = {"source": kind.name, "number": origin.number}
    record("deal.opened_from", entered.deal, label=entered.deal.number, **facts)


def forget(kind_name, source_ids):
    """Sources that are gone for good leave nothing behind; their deals stay."""
    gone = (DealOrigin.kind == kind_name, DealOrigin.source_id.in_(source_ids))
    session.execute(delete(DealOrigin).where(*gone).execution_options(synchronize_session=False))

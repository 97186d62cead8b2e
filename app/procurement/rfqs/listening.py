"""What a request hears: a supplier opened it; somebody wants one of its files."""

from sqlalchemy import select, update

from app.exchange.posting import moment
from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.audit import record
from app.platform.storage.reaching import readable
from app.procurement.rfqs.model import Rfq, RfqInvitation
from app.procurement.rfqs.queries import reach


@subscribe("case.opened")
def note_opened(case_id, **_facts):
    """A supplier looked at the case for the first time (published in the buyer's tenant by exchange)."""
    opened = session.execute(
        update(RfqInvitation)
        .where(RfqInvitation.case_id == case_id, RfqInvitation.opened_at.is_(None))
        .values(opened_at=moment())
    )
    session.execute(
        update(RfqInvitation)
        .where(RfqInvitation.case_id == case_id, RfqInvitation.status == "sent")
        .values(status="opened")
    )
    if opened.rowcount:
        rfq = session.scalars(
            select(Rfq)
            .join(RfqInvitation, RfqInvitation.rfq_id == Rfq.id)
            .where(RfqInvitation.case_id == case_id)
        ).one()
        record("rfq.opened_by_supplier", rfq, case_id=case_id)


@readable("rfqs")
def may_read_file(file):
    """A request's attachment opens for whom the request is within reach."""
    actor = context.actor()
    return (
        actor.may("procurement.rfq.view")
        and session.scalar(select(Rfq.id).where(Rfq.id == file.subject_id, reach(actor))) is not None
    )

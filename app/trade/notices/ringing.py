"""Waking each company that has a seat which may know: jobs of their own, after the commit. Each reads as itself.

Whoever acts waits for one job of their own company alone, which wakes the others, however many there are.
"""

from app.kernel import context
from app.kernel.events import subscribe
from app.kernel.tenancy import acting_for
from app.platform import jobs
from app.trade.notices.kinds import telling_of

RING = "trade.notices.ring"
TELL = "trade.notices.tell"
TELL_REMOVED = "trade.notices.tell_removed"


@subscribe("trade.noted")
def ring(entered, noted, told):
    """Have every company waked that has a seat which is told, the acting seat left out (R61)."""
    companies = {}
    for seat in told:
        if seat != noted.actor_id and telling_of(noted, seat):
            companies.setdefault(str(entered.participations[seat].tenant_id), []).append(str(seat))
    if companies:
        facts = {"deal_id": noted.deal_id, "event_id": noted.id, "number": entered.deal.number}
        jobs.after_commit(RING, subject_id=noted.deal_id, companies=companies, **facts)
    if noted.kind == "partner.removed":
        gone = entered.participations[noted.partner_id]
        facts = {"organisation_id": gone.organisation_id, "number": entered.deal.number}
        wake(gone.tenant_id, TELL_REMOVED, noted.deal_id, **facts)


def wake(tenant_id, name, subject_id, **facts):
    """Queue a job of one company in the present transaction."""
    if tenant_id == context.tenant_id():
        jobs.after_commit(name, subject_id=subject_id, **facts)
    else:
        with (
            acting_for(tenant_id),
            context.acting_as(context.SYSTEM),
        ):  # theirs need not know whose act it was
            jobs.after_commit(name, subject_id=subject_id, **facts)

"""Waking each company that has a seat which may know: a job of its own, after the commit. It reads as itself."""

from app.kernel import context
from app.kernel.events import subscribe
from app.kernel.tenancy import acting_for
from app.platform import jobs
from app.trade.notices.kinds import telling_of

TELL = "trade.notices.tell"
TELL_REMOVED = "trade.notices.tell_removed"


@subscribe("trade.noted")
def ring(entered, noted, told):
    """Queue one job in the tenant of every seat that is told, the acting seat left out (R61)."""
    by_tenant = {}
    for seat in told:
        if seat != noted.actor_id and telling_of(noted, seat):
            by_tenant.setdefault(entered.participations[seat].tenant_id, []).append(seat)
    facts = {"deal_id": noted.deal_id, "event_id": noted.id, "number": entered.deal.number}
    for tenant_id in sorted(by_tenant):
        seats = [str(one) for one in by_tenant[tenant_id]]
        _queue(tenant_id, TELL, noted.deal_id, seats=seats, **facts)
    if noted.kind == "partner.removed":
        gone = entered.participations[noted.partner_id]
        facts = {"organisation_id": gone.organisation_id, "number": entered.deal.number}
        _queue(gone.tenant_id, TELL_REMOVED, noted.deal_id, **facts)


def _queue(tenant_id, name, subject_id, **facts):
    if tenant_id == context.tenant_id():
        jobs.after_commit(name, subject_id=subject_id, **facts)
    else:
        with acting_for(tenant_id):
            jobs.after_commit(name, subject_id=subject_id, **facts)

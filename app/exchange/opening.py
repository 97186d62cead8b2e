"""Telling the buyer's side that a supplier looked at a case: the event `case.opened` (case_id), in its tenant."""

from app.kernel.events import publish
from app.kernel.tenancy import acting_for


def tell_opened(case):
    """`case` as the present side has it: the supplier's own, or the buyer's when a guest is looking.

    May be called every time; whoever listens notes the first.
    """
    if case.side == "buyer":
        publish("case.opened", case_id=case.id)
    elif case.counterpart_tenant_id:
        with acting_for(case.counterpart_tenant_id):
            publish("case.opened", case_id=case.id)

"""Coming in by a secret link: who the guest is, and the one case they can see."""

from dataclasses import dataclass

from sqlalchemy import select

from app.exchange.cases.model import Case
from app.exchange.envelopes.queries import attachments_of, envelopes_of, files_by_envelope
from app.exchange.guests.linking import link_of
from app.exchange.guests.model import GuestLink
from app.exchange.guests.standing import Standing, standing_of
from app.exchange.guests.telling import partner_of
from app.exchange.opening import tell_opened
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Missing


@dataclass
class Visit:
    """A guest's look at their case. `by` is the name their documents carry."""

    secret: str
    link: GuestLink
    case: Case
    envelopes: list
    standing: Standing
    by: str

    def note(self):
        """Note that the guest did something (the first time counts as opening)."""
        if self.link.opened_at is None:
            tell_opened(self.case)
        self.link.opened_at = self.link.opened_at or clock.now()
        self.link.opened_count += 1

    def order_at(self, position):
        """The order whose version in force stands at `position` of the case. Raises Missing."""
        for order in self.standing.orders.values():
            if order.envelope.position == position:
                return order
        raise Missing

    def files_of(self, envelope):
        """The files that travelled with one of the case's envelopes."""
        return attachments_of(envelope.id)

    def files(self):
        """`{envelope id: [file, …]}` of the whole case."""
        return files_by_envelope(self.envelopes)


def enter(secret):
    """The Visit of whoever holds `secret`; from here on they act. Raises Missing for a link that does not work."""
    link = link_of(secret)
    if link is None:
        raise Missing
    case = session.scalars(select(Case).where(Case.id == link.case_id)).one()
    partner = partner_of(case)
    by = (partner and (partner.contact_name or partner.name)) or case.counterpart_name
    context.set_actor(context.Actor(id=None, name=by, email=link.email, kind="guest"))
    envelopes = envelopes_of(case.id)
    return Visit(secret, link, case, envelopes, standing_of(envelopes), by)

"""Reaching the suppliers: the first sending, later suppliers, later deadlines.

Locks: the exchange cases by id first, then the request's row. A supplier's answer takes them in the same
order, so an extension and an answer that meet wait for each other.
"""

from sqlalchemy import select

from app.access.tenants.queries import own_company
from app.exchange import bodies, posting
from app.exchange.posting import Draft, moment
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import StoredFile


class Sent:
    """What goes to suppliers, and never more than that: see `envelope_body`."""

    @property
    def sealed(self):
        """Whether amounts may not be seen yet: opening rule 'after_deadline' and answers still possible."""
        return self.opening_rule == "after_deadline" and self.status == "sent" and moment() <= self.deadline

    def files(self):
        """The attachments, which travel with every version, oldest first."""
        found = select(StoredFile).where(StoredFile.subject_id == self.id, StoredFile.purpose == "attachment")
        return list(session.scalars(found.order_by(StoredFile.created_at, StoredFile.id)))

    def envelope_body(self, reason=""):
        """What suppliers see: no target price, no memo, no other supplier (bodies.Rfq knows none)."""
        return bodies.Rfq(
            buyer=_party(self.requester),
            subject=self.subject,
            body=self.body,
            category=self.category.name if self.category else "",
            deadline=self.deadline,
            delivery_place=self.delivery_place,
            desired_terms=self.desired_terms,
            validity_days=self.validity_days,
            lines=[_line(line) for line in self.lines],
            reason=reason,
        )

    def send(self, *, by):
        """Open a case with each supplier and post the request. Raises Rejected."""
        partners = self.check_complete()
        move(self, "sent", allowed=("ready",), sent_at=moment())
        for invitation in self.invitations:
            self._open_case(invitation, partners[invitation.partner_id])
        self.post_to_all(self.envelope_body())
        self._ring_at_deadline()
        record("rfq.sent", self, by=by, suppliers=len(self.invitations))

    def extend(self, deadline, reason="", *, by):
        """Another deadline for every supplier; a closed request takes answers again. Raises Rejected.

        Shortening is refused once anybody answered; a deadline in the past always is.
        """
        self.lock()
        if deadline <= moment():
            raise Rejected("The deadline must lie in the future.", field="deadline")
        if deadline == self.deadline:
            raise Rejected("This is the present deadline. Please enter another one.", field="deadline")
        if deadline < self.deadline and any(one.response_count for one in self.invitations):
            raise Rejected(
                "A supplier has answered already, so the deadline can only be moved later.", field="deadline"
            )
        before = self.deadline
        move(self, "sent", allowed=("sent", "closed"), deadline=deadline, closed_at=None, close_reason="")
        self.post_to_all(bodies.DeadlineExtension(deadline=deadline, reason=reason))
        self._ring_at_deadline()
        record("rfq.extended", self, by=by, reason=reason, changes={"deadline": [before, deadline]})

    def lock(self):
        """Lock what a supplier's answer locks, in the same order, and read the row again."""
        posting.all_locked([one.case_id for one in self.invitations if one.case_id])
        session.refresh(self, with_for_update=True)
        self._read_invitations_again()

    def _read_invitations_again(self):
        from app.procurement.rfqs.model import RfqInvitation  # noqa: PLC0415 -- circular: the model is made of this

        mine = select(RfqInvitation).where(RfqInvitation.rfq_id == self.id)
        session.scalars(mine.execution_options(populate_existing=True)).all()

    def post_to_all(self, body):
        """Post `body` to every supplier who was asked."""
        self._post(body, [one for one in self.invitations if one.case_id])

    def post_to_interested(self, body):
        """Post `body` to those who did not decline."""
        self._post(body, [one for one in self.invitations if one.case_id and one.status != "declined"])

    def post_to_answering(self, body):
        """Post `body` to those who answered at least once."""
        self._post(body, [one for one in self.invitations if one.response_count])

    def _post(self, body, invitations):
        files = self.files() if body.kind == "rfq" else []
        posting.post_all(
            [Draft(one.case_id, body, self.number, self.revision, files=files) for one in invitations]
        )

    def _open_case(self, invitation, partner):
        case = posting.open_case(
            counterpart_tenant_id=partner.linked_tenant_id,
            counterpart_name=partner.name,
            partner_id=partner.id,
            subject=self.subject,
        )
        invitation.case_id, invitation.status = case.id, "sent"

    def _ring_at_deadline(self):
        jobs.at(self.deadline, "procurement.rfqs.close_at_deadline", subject_id=self.id, rfq_id=self.id)


def _party(requester):
    company = own_company()
    return bodies.Party(
        name=company.name,
        registration_number=company.registration_number,
        postal_code=company.postal_code,
        address=company.address,
        phone=company.phone,
        contact=requester.name,
    )


def _line(line):
    wanted = "line_no name spec quantity unit desired_on allow_alternative remarks".split()
    return bodies.RfqLine(line_id=line.id, **{name: getattr(line, name) for name in wanted})

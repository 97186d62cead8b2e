"""The supplier's answer (注文請書 or 変更依頼), and ours to a change request."""

from app.exchange.bodies import ChangeRefusal
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.procurement.orders.changing import wished
from app.procurement.orders.contents import Terms


class Answered:
    """An issued order that the supplier acknowledges or wants changed."""

    def check_answer(self, body):
        """The gate: raise Rejected unless this Acknowledgement may be given now. The order is held."""
        self.hold()
        if body.order_revision != self.revision:
            raise Rejected(
                "The order was changed in the meantime. Please look at the newest version and answer it."
            )
        if self.status not in ("issued", "acknowledged", "change_requested", "partially_delivered"):
            raise Rejected("This order cannot be answered any more.")
        if self.open_answer:
            raise Rejected("Your change request is still open. Please wait for the answer.")
        if body.answer == "accepted" and self.acknowledged_at:
            raise Rejected("This order was acknowledged already.")
        if body.answer == "change_requested":
            self._check_wishes(body)

    def _check_wishes(self, body):
        lines = {line.id: line for line in self.lines if line.quantity}
        if not body.changes and not body.comment.strip():
            raise Rejected("Say what should be changed.", field="comment")
        for wish in body.changes:
            line = lines.get(wish.line_id)
            if line is None:
                raise Rejected("A line of this answer is not part of the order.")
            if wish.quantity is not None and wish.quantity < line.kept:
                raise Rejected("The quantity cannot be less than what was delivered.")
            if (wish.price or 0) < 0:
                raise Rejected("A price cannot be negative.")

    def take_answer(self, envelope, body):
        """The projection: note the answer and tell the buyer in charge."""
        from app.procurement.orders.model import SupplierAnswer  # noqa: PLC0415 -- circular: it is made of this

        wish = body.answer == "change_requested"
        self.answers.append(
            SupplierAnswer(
                envelope_id=envelope.id,
                revision=body.order_revision,
                answer=body.answer,
                outcome="open" if wish else "taken",
                comment=body.comment,
                changes=[one.model_dump(mode="json") for one in body.changes],
                answered_by=envelope.sent_by,
                answered_at=envelope.sent_at,
            )
        )
        if wish:
            message = "%(supplier)s asks for a change of %(number)s."
        else:
            self.acknowledged_at, self.acknowledged_by = envelope.sent_at, envelope.sent_by
            message = "%(supplier)s has acknowledged %(number)s."
        self.stand()
        record("purchase_order.change_requested" if wish else "purchase_order.acknowledged", self)
        self.tell("purchase_order.answered", message, supplier=self.partner_name)

    def grant(self, answer, *, by, version=None):
        """Accept the supplier's wishes: a new version, issued at once unless it has to be approved.
        Returns it.
        """
        self.hold(version)
        if answer.outcome != "open":
            raise Rejected("This change request was answered already.")
        if not answer.changes:
            raise Rejected("The supplier wrote its wish in words. Please make a change order by hand.")
        if self.open_change:
            raise Rejected("A change of this order is already under way.")
        reason = answer.comment or str(clock.today())
        revision = self.propose(
            Terms.model_validate(self),
            wished(self, answer),
            reason=reason,
            by=by,
            attributable=True,
            answer=answer,
        )
        revision.attributable = False  # the supplier itself asked for it: no reduction on our side
        revision.submit(by=by)
        if revision.status == "approved":
            revision.issue(by=by)
        return revision

    def refuse(self, answer, *, reason, by, version=None):
        """Insist on the order as issued. Returns the envelope."""
        self.hold(version)
        if answer.outcome != "open":
            raise Rejected("This change request was answered already.")
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        answer.outcome, answer.refusal, answer.settled_at = "refused", reason.strip(), clock.now()
        self.stand()
        record("purchase_order.change_refused", self, by=by, reason=reason)
        body = ChangeRefusal(order_number=self.number, reason=reason.strip())
        return post(Draft(self.case_id, body, self.number, revision=self.revision))

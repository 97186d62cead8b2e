"""Result letters (採否通知): drafted at approval, edited, posted once. None names another supplier's price."""

from app.exchange import bodies, posting
from app.exchange.posting import Draft, moment
from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import translate
from app.kernel.moving import move
from app.platform.audit import record

WON = (
    "Thank you very much for your quote for %(subject)s (%(number)s). "
    "We have decided to place the order with you. The order form will follow."
)
WON_PARTLY = (
    "Thank you very much for your quote for %(subject)s (%(number)s). "
    "We have decided to place part of it with you. The order form will follow."
)
LOST = (
    "Thank you very much for your quote for %(subject)s (%(number)s). "
    "After careful consideration we have decided not to place this order with you. "
    "We look forward to working with you on another occasion."
)


class Lettered:
    """An award and the letters that follow it."""

    def draft_letters(self):
        """One letter for every supplier who answered and did not decline."""
        from app.procurement.awards.model import AwardLetter  # noqa: PLC0415 -- circular: the model is made of this

        answering = [one for one in self.rfq.invitations if one.status in ("awarded", "lost")]
        for position, invitation in enumerate(answering):
            won = invitation.status == "awarded"
            self.letters.append(
                AwardLetter(
                    invitation_id=invitation.id,
                    position=position,
                    outcome="awarded" if won else "not_awarded",
                    text=self._usual_text(invitation.partner_id, won),
                )
            )

    def _usual_text(self, partner_id, won):
        text = LOST
        if won:
            text = WON if self.mode == "whole" and len(self.partner_ids) == 1 else WON_PARTLY
        return translate(text, subject=self.rfq.subject, number=self.rfq.number)

    def rewrite(self, letter, text, *, by):
        """Change the text of a letter that was not sent yet. Raises Rejected."""
        if self.notified_at is not None:
            raise Rejected("The letters have been sent already.")
        if not text.strip():
            raise Rejected("Enter the text of the letter.", field="text")
        letter.text = text.strip()
        record("award.letter_rewritten", self.rfq, by=by, letter_id=letter.id)

    def send_letters(self, *, by):
        """Post all letters, once. Raises Conflict when they were sent already."""
        if self.status != "approved":
            raise Rejected("Letters can be sent once the choice is approved.")
        if self.notified_at is not None:
            raise Conflict("The letters have been sent already.")
        self.rfq.lock()
        move(self, "approved", allowed=("approved",), notified_at=moment())
        for letter in sorted(self.letters, key=lambda one: one.invitation.case_id):
            letter.envelope_id = self._post(letter).id
        record("award.letters_sent", self.rfq, by=by, letters=len(self.letters))

    def _post(self, letter):
        own = [line for line in self.lines if line.invitation_id == letter.invitation_id]
        body = bodies.AwardNotice(
            outcome=letter.outcome,
            text=letter.text,
            line_ids=[line.rfq_line_id for line in own if line.rfq_line_id],
        )
        return posting.post(Draft(letter.invitation.case_id, body, self.rfq.number, self.rfq.revision))

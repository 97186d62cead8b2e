"""What a card of the board warns of. Pure: `card` has the columns of `queries.board`."""

from app.kernel.clock import JST
from app.kernel.i18n import _
from app.sales.phases.model import OPEN


def marks(card, phase, today):
    """`[(word, tone)]`: an order date that has passed or slipped, nothing planned next, no activity for too long."""
    if card.standing != OPEN:
        return []
    found = []
    if card.expected_on < today:
        found.append((_("Order overdue"), "problem"))
    elif card.first_expected_on and card.expected_on > card.first_expected_on:
        days = (card.expected_on - card.first_expected_on).days
        found.append((_("Slipped %(n)s days", n=days), "waiting"))
    if card.next_on is None:
        found.append((_("No next step"), "waiting"))
    elif card.next_on < today:
        found.append((_("Next step overdue"), "problem"))
    quiet = (
        today - max(card.last_act or card.entered_phase_at, card.entered_phase_at).astimezone(JST).date()
    ).days
    if phase.stall_days and quiet > phase.stall_days:
        found.append((_("Quiet for %(n)s days", n=quiet), "problem"))
    return found

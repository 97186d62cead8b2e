"""辞退: a partner asks its inviter to take it out; nobody leaves a deal without the one who answers for it."""

from app.kernel.errors import Rejected
from app.platform.audit import record
from app.trade import sight
from app.trade.partners.queries import has_declined
from app.trade.rooms.noting import note


def decline(entered, message=""):
    """The acting seat asks to be taken out; its inviter alone hears of it. The deal is locked. Raises Rejected."""
    seat = entered.room.seats[entered.seat]
    if seat.inviter is None:
        raise Rejected("The owner cannot leave its own deal.")
    if not sight.able(entered.room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    if entered.deal.inquiry:
        raise Rejected("An inquiry is between two; nobody in it can be hidden or leave.")
    if has_declined(entered):
        raise Rejected("Your inviter has been asked already.")
    pair = [entered.seat, seat.inviter]
    note(entered, "partner.declining", audience=pair, told=pair, message=message.strip())
    record("deal.declined", entered.deal, label=entered.deal.number)

"""What the pages of deals share: from the address into the room, and back to the deal or its partners."""

from flask import url_for

from app.trade.rooms.queries import enter
from app.web.answer import answer
from app.web.finding import id_asked


def entered_by(deal_id, *, lock=False):
    """The deal as the acting seat (`seat` in address or form, optional) enters it. Raises Missing (404)."""
    return enter(deal_id, id_asked("seat"), lock=lock)


def deal_page(entered):
    """The address of the deal's page, from the same seat."""
    return url_for("trade.deals.show", deal_id=entered.deal.id, seat=entered.seat)


def to_deal(entered, said):
    """Back to the deal after a change, with what was done (`said`)."""
    return answer(None, deal_page(entered), said)


def to_partners(entered, said=None):
    """Back to the partners of the deal after a change, with what was done (`said`)."""
    return answer(None, url_for("trade.partners.index", deal_id=entered.deal.id, seat=entered.seat), said)

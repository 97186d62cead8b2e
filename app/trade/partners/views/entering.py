"""From the address to the room: which deal, for which of the own seats, and how many misses are left."""

from flask import request

from app.kernel.errors import Missing
from app.trade.organisations.queries import AT, GUESSES
from app.trade.partners.searching import identified
from app.trade.rooms.queries import enter
from app.web.finding import id_asked
from app.web.limits import Guesses


def entered_by(deal_id, *, lock=False):
    """The deal as the acting seat (`seat` in address or form, optional) enters it. Raises Missing (404)."""
    return enter(deal_id, id_asked("seat"), lock=lock)


def named_in_address():
    """The organisation whose 組織ID stands in the address or form. Raises Missing, or Rejected after many misses."""
    found = identified(request.values.get("code", ""), Guesses(GUESSES, AT))
    if found is None:
        raise Missing
    return found

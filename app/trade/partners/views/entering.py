"""From the address to the room: which deal, for which of the own seats, and how many misses are left."""

from flask import request

from app.kernel import context
from app.kernel.errors import Missing
from app.trade.partners.searching import MISSES, identified
from app.trade.rooms.queries import enter
from app.web.finding import id_asked
from app.web.limits import left, spend


def entered_by(deal_id, *, lock=False):
    """The deal as the acting seat (`seat` in address or form, optional) enters it. Raises Missing (404)."""
    return enter(deal_id, id_asked("seat"), lock=lock)


class Misses:
    """How many organisation IDs the actor may still miss (MISSES)."""

    def __init__(self):
        self.key = ("trade.organisation", str(context.tenant_id()), str(context.actor().id))

    def spend(self):
        """Count one. False when there was none left."""
        return spend(MISSES, *self.key).granted

    def left(self):
        """Whether there is one left."""
        return left(MISSES, *self.key).granted


def named_in_address():
    """The organisation whose 組織ID stands in the address or form. Raises Missing, or Rejected after many misses."""
    found = identified(request.values.get("code", ""), Misses())
    if found is None:
        raise Missing
    return found

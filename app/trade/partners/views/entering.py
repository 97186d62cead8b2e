"""From the address to the organisation, and how many misses are left."""

from flask import request

from app.kernel.errors import Missing
from app.trade.organisations.queries import AT, GUESSES
from app.trade.partners.searching import identified
from app.web.limits import Guesses


def coded(code):
    """The organisation with this 組織ID, or None. Raises Rejected after many misses of the actor."""
    return identified(code, Guesses(GUESSES, AT))


def named_in_address():
    """The organisation whose 組織ID stands in the address or form. Raises Missing, or Rejected after many misses."""
    found = coded(request.values.get("code", ""))
    if found is None:
        raise Missing
    return found

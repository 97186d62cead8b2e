"""From the address to the organisation, and how many misses are left."""

from flask import request

from app.kernel.errors import Missing
from app.trade.organisations.queries import AT, GUESSES
from app.trade.partners.searching import identified
from app.web.limits import Guesses


def named_in_address():
    """The organisation whose 組織ID stands in the address or form. Raises Missing, or Rejected after many misses."""
    found = identified(request.values.get("code", ""), Guesses(GUESSES, AT))
    if found is None:
        raise Missing
    return found

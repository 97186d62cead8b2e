"""Into a deal from the seat that the address names, and the version of a document that a program saw."""

from functools import wraps

from flask import request

from app.kernel.problems import Problem
from app.records.rest.views.door import for_holders
from app.records.rest.views.talking import only, sent
from app.trade.permissions import VIEW, WORK
from app.trade.rooms.queries import enter
from app.web.finding import id_asked

SCOPES = {VIEW: "deal:read", WORK: "deal:write"}


def for_traders(permission, *, media=True):
    """The view needs a program that may see deals (VIEW) or change them (WORK)."""
    return for_holders(permission, SCOPES[permission], media=media)


def in_deal(permission, *names, media=True):
    """The view gets the deal as the acting seat (`seat`) enters it, locked where it writes; `names`: its parameters.

    Whoever has several seats in it names one to write (trade.md §6.3).
    """

    def decorate(view):
        @for_traders(permission, media=media)
        @wraps(view)
        def entering(deal_id, **values):
            only("seat", *names)
            seat, writes = id_asked("seat"), request.method != "GET"
            entered = enter(deal_id, seat, lock=writes)
            if writes and seat is None and len(entered.mine) > 1:
                raise Problem(
                    "You take part in this deal in several ways. Say in seat for which one you act.",
                    status=422,
                    code="seat_required",
                    more={"seats": [str(one) for one in entered.mine]},
                )
            return view(entered, **values)

        return entering

    return decorate


def again(entered):
    """The deal as it is after something was done in it."""
    return enter(entered.deal.id, entered.seat)


def sent_if_any():
    """The value of the JSON body; of none at all an empty object."""
    return sent() if request.get_data() else {}


def etag_seen(held, given):
    """The etag of the document that the program saw: If-Match, or `given`, the `_etag` it sent otherwise.

    Raises Problem when neither was sent (428) or If-Match is another (412). A stale `_etag` is for the verbs to refuse
    (409, trade.md §4.3).
    """
    etag = held.row.etag
    if request.if_match:
        if request.if_match.star_tag or request.if_match.contains(etag):
            return etag
        raise Problem(
            "Somebody changed this document in the meantime. Get it again, then save.",
            status=412,
            code="outdated",
            headers={"ETag": f'"{etag}"'},
        )
    if given is None:
        raise Problem(
            "Send the ETag you saw as If-Match, or _etag in the body.",
            status=428,
            code="precondition_required",
        )
    return given

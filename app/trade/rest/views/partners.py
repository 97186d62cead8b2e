"""Partners of a deal: the tree, a new one, its rights and visibility, taking it out and taking that back."""

import datetime as dt

from flask import request, url_for

from app.kernel.errors import Missing
from app.records.rest.views.family import of_programs
from app.records.rest.views.talking import once, reply, sent
from app.trade.organisations.queries import AT, GUESSES
from app.trade.partners.queries import who_wants_to_leave
from app.trade.permissions import VIEW, WORK
from app.trade.removals.queries import UNDO_DAYS
from app.trade.removals.returning import give_back
from app.trade.rest.inviting import changed, choices, invited, removed
from app.trade.rest.telling import partner_told, partners_told
from app.trade.rest.views.reaching import in_deal
from app.web.limits import Guesses

bp = of_programs("rest_partners", __name__)
ROOT = "/deals/<uuid:deal_id>/partners"
ONE = f"{ROOT}/<uuid:partner_id>"


@bp.get(ROOT)
@in_deal(VIEW)
def index(entered):
    """All that the acting seat may know of."""
    items = partners_told(entered, who_wants_to_leave(entered))
    return reply({"items": items, "next": None})


@bp.post(ROOT)
@in_deal(WORK)
@once
def create(entered):
    """A further one; the same twice is once."""
    room, seat, new = invited(entered, sent(), Guesses(GUESSES, AT))
    where = url_for(".show", deal_id=entered.deal.id, partner_id=seat)
    return reply(partner_told(room, seat), 201 if new else 200, Location=where)


@bp.get(ONE)
@in_deal(VIEW)
def show(entered, partner_id):
    """One of them."""
    told = partner_told(entered, partner_id)
    if told is None:
        raise Missing
    return reply(told)


@bp.patch(ONE)
@in_deal(WORK)
def update(entered, partner_id):
    """Its rights, and whether it is hidden."""
    return reply(partner_told(changed(entered, partner_id, sent()), partner_id))


@bp.delete(ONE)
@in_deal(WORK, "documents", "invitees")
def destroy(entered, partner_id):
    """Take it out."""
    removal = removed(entered, partner_id, *choices(request.args))
    until = removal.removed_at + dt.timedelta(days=UNDO_DAYS)
    return reply({"removal": removal.id, "returnable_until": until})


@bp.post("/deals/<uuid:deal_id>/removals/<uuid:removal_id>/return")
@in_deal(WORK)
@once
def create_return(entered, removal_id):
    """Take a removal back."""
    return reply({"items": partners_told(give_back(entered, removal_id)), "next": None})

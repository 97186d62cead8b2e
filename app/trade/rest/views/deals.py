"""Deals: the list, one found by its keys, a new one, its name and numbers."""

from flask import url_for

from app.kernel.errors import Missing
from app.kernel.problems import Problem
from app.records.rest.views.family import of_programs
from app.records.rest.views.talking import once, only, reply, sent
from app.trade.desk.queries import LATEST
from app.trade.documents.heading import headings
from app.trade.organisations.queries import own_codes
from app.trade.permissions import VIEW, WORK
from app.trade.rest.asking import LISTED, listing, one_key
from app.trade.rest.finding import KEYS, seats_with
from app.trade.rest.opening import alter, opened
from app.trade.rest.telling import deal_told, listed_told
from app.trade.rest.views.reaching import again, for_traders, in_deal
from app.trade.rooms.model import Participation
from app.trade.rooms.queries import enter
from app.web.paging import decode, paged

bp = of_programs("rest_deals", __name__)
ROOT = "/deals"
ONE = "/deals/<uuid:deal_id>"


@bp.get(ROOT)
@for_traders(VIEW)
def index():
    """A page of the own seats in deals, the one where something happened last first."""
    wanted = listing(only(*LISTED))
    if wanted.cursor and (decode(wanted.cursor) or "p")[0] != "n":
        raise Problem("This cursor cannot be read.", status=400, code="invalid_cursor")
    page = paged(
        wanted.select, LATEST, Participation.id, descending=True, token=wanted.cursor, size=wanted.limit
    )
    codes, known = own_codes(), headings([(row.deal_id, row.id) for row in page])
    items = [listed_told(row, codes, known[row.id]) for row in page]
    return reply({"items": items, "next": page.next})


@bp.get("/deals/match")
@for_traders(VIEW)
def match():
    """The deal of a key, from the seat that it was found for."""
    found = seats_with(**one_key(only(*KEYS)))
    if not found:
        raise Missing
    if len({deal for deal, _seat in found}) > 1:
        raise Problem(
            "Several deals have this number. List them, then take one by its id.",
            status=409,
            code="ambiguous",
        )
    return reply(deal_told(enter(*found[0])))


@bp.post(ROOT)
@for_traders(WORK)
@once
def create():
    """A new deal."""
    only()
    entered = opened(sent())
    return reply(deal_told(entered), 201, Location=url_for(".show", deal_id=entered.deal.id))


@bp.get(ONE)
@in_deal(VIEW)
def show(entered):
    """One deal."""
    return reply(deal_told(entered))


@bp.patch(ONE)
@in_deal(WORK)
def update(entered):
    """Its name, and the own number of the acting seat."""
    alter(entered, sent())
    return reply(deal_told(again(entered)))

"""The form that opens a deal, from nothing or from a source, and what it opens."""

from flask import url_for

from app.kernel.db import session
from app.kernel.i18n import _
from app.trade.deals.opening import open_deal
from app.trade.desk.operations import set_own_number
from app.trade.desk.parenting import deal_above
from app.trade.organisations.queries import acted_for, own_organisations
from app.web.answer import answer, page
from app.web.finding import id_asked


def mine():
    """The organisations that the actor acts for, the preferred one first."""
    ids = acted_for()
    found = {one.id: one for one in session.scalars(own_organisations())}
    return [found[one] for one in ids]


def opened(form):
    """Open the deal that a valid form describes; returns it entered."""
    organisation, _sep, business_type = form.owner.data.partition(":")
    by_id = {str(one.id): one for one in mine()}
    entered = open_deal(
        form.name.data,
        form.pattern,
        by_id[organisation],
        business_type,
        parent_id=deal_above(form.parent.data),
        ancestors_see=form.ancestors_see.data,
        deal_id=id_asked("deal"),
    )
    if (form.own_number.data or "").strip():
        set_own_number(entered, form.own_number.data)
    return entered


def to_the_deal(entered):
    """On to the page of a deal that was just opened."""
    there = url_for("trade.deals.show", deal_id=entered.deal.id)
    number = entered.deal.number
    return answer(None, there, _("The deal %(number)s is open. Invite your partners next.", number=number))


def form_page(form, status=200, **source):
    """The form; `source`: kind, origin and the deals that came from it already."""
    organisations = mine()
    form.offer(organisations)
    values = {"kind": None, "origin": None, "deals": ()} | source
    fragment = "trade/desk/deals/_form.html"
    return page("trade/desk/deals/new.html", fragment, status, form=form, mine=organisations, **values)

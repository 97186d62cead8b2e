"""問合せ: looking for whom to ask, and the deal of the two."""

import re

from flask import Blueprint, request, url_for

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.organisations.queries import acted_for, own_organisations
from app.trade.partners.inquiring import inquire
from app.trade.partners.searching import named
from app.trade.partners.views.entering import coded, named_in_address
from app.trade.permissions import WORK
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("inquiries", __name__, url_prefix="/inquiries")
PAGE, LIST = "trade/partners/inquiries/new.html", "trade/partners/inquiries/_list.html"


@bp.get("/new")
@requires(WORK)
def new():
    """Organisations by a part of their name, or by their whole 組織ID."""
    words, owners = request.args.get("q", ""), _owners()
    owner = request.args.get("owner", "") or next(iter(owners), "")
    try:
        rows, following = _found(words)
    except Rejected as refusal:
        return page(PAGE, LIST, 422, rows=[], next=None, owners=owners, owner=owner, refused=str(refusal))
    return page(PAGE, LIST, rows=rows, next=following, owners=owners, owner=owner, labels=LABELS, words=words)


@bp.post("/")
@requires(WORK)
def create():
    """Open the inquiry, or go to the one there is."""
    answerer = named_in_address()
    mine, _sep, business_type = request.form.get("owner", "").partition(":")
    organisation = next((one for one in _mine() if str(one.id) == mine), None)
    if organisation is None or business_type not in organisation.types:
        raise Missing
    entered = inquire(organisation, business_type, answerer, request.form.get("type", ""))
    there = url_for("trade.deals.show", deal_id=entered.deal.id)
    return answer(None, there, _("Write your inquiry as a message."))


def _found(words):
    rows, following = named(words, after=id_asked("after"))
    if not rows and re.fullmatch(r"[A-Za-z0-9_-]{1,20}", words.strip()):
        found = coded(words.strip())
        rows = [found] if found else []
    return rows, following


def _mine():
    return [one for one in session.scalars(own_organisations()) if one.id in acted_for()]


def _owners():
    return {f"{one.id}:{kind}": f"{one.name} · {LABELS[kind]}" for one in _mine() for kind in one.types}

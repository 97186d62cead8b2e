"""Agreeing to news and offers, or declining them: where the link in such a mail leads."""

from flask import Blueprint, redirect, request, url_for

from app.commerce.customer_pages import consenting
from app.commerce.customer_pages.entering import enter, note
from app.commerce.customer_pages.views.privacy import BECAUSE, keep_private
from app.web.answer import say
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("customer_advertising", __name__, url_prefix="/order-page/<string:secret>/advertising")
limiter.limit("60 per minute")(bp)
bp.after_request(keep_private)


@bp.post("")
@public(BECAUSE)
def update(secret):
    """Keep the choice."""
    visit = enter(secret)
    consenting.decide(visit.order, bool(request.form.get("wanted")))
    note(visit.link)
    say("Your choice was kept.")
    return redirect(url_for("commerce.customer_orders.show", secret=secret), 303)

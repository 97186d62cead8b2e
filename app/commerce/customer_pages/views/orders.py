"""The customer's own page of one order."""

import io

from flask import Blueprint, redirect, send_file, url_for

from app.commerce.customer_pages import consenting, talking, wishing
from app.commerce.customer_pages.defaults import PURPOSE
from app.commerce.customer_pages.entering import enter, note
from app.commerce.customer_pages.forms import AdvertisingForm, QuestionForm, ReceiptForm, WishForm
from app.commerce.customer_pages.views.privacy import BECAUSE, keep_private
from app.commerce.customer_pages.wording import REQUEST_STATES, STANDINGS, wish_in_words
from app.commerce.receipts.issuing import HINDRANCES, hindrance, issue, issued
from app.commerce.receipts.papers import paper
from app.kernel.i18n import translate
from app.platform.documents import pdf
from app.web.answer import page, say
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("customer_orders", __name__, url_prefix="/order-page/<string:secret>")
limiter.limit("60 per minute")(bp)


bp.after_request(keep_private)


@bp.get("")
@public(BECAUSE)
def show(secret):
    """The order, its deliveries, what was said, receipts."""
    return _page(enter(secret))


@bp.get("/slips/<uuid:slip_id>/wish")
@public(BECAUSE)
def new_wish(secret, slip_id):
    """What shall be different."""
    visit = enter(secret)
    slip = visit.slip_of(slip_id)
    known = {name: getattr(slip.recipient, name) for name in WishForm.ADDRESS}
    form = WishForm(formdata=None, data={"wished_on": slip.wished_on, "slot": slip.slot, **known})
    return page("commerce/customer_pages/wish.html", visit=visit, slip=slip, form=form)


@bp.post("/slips/<uuid:slip_id>/wish")
@public(BECAUSE)
def create_wish(secret, slip_id):
    """Wish it."""
    visit, form = enter(secret), WishForm()
    slip = visit.slip_of(slip_id)
    if form.validate():
        with form.absorbing():
            made = wishing.wish(slip, **form.values())
    if form.errors:
        return page("commerce/customer_pages/wish.html", status=422, visit=visit, slip=slip, form=form)
    if made.state == "accepted":
        return _done(visit, "It was changed as you wished.")
    return _done(visit, "Your wish was sent. We will answer.")


@bp.post("/messages")
@public(BECAUSE)
def create_message(secret):
    """Ask something."""
    visit, form = enter(secret), QuestionForm()
    if form.validate():
        with form.absorbing():
            talking.ask(visit.order, form.text.data)
    if form.errors:
        return _page(visit, 422, question=form)
    return _done(visit, "Your message was sent. We will answer.")


@bp.post("/receipts")
@public(BECAUSE)
def create_receipt(secret):
    """Issue a receipt and hand it over; each further one says that it is."""
    visit, form = enter(secret), ReceiptForm()
    if form.validate():
        with form.absorbing():
            receipt = issue(visit.order, form.addressee.data, form.purpose.data)
    if form.errors:
        return _page(visit, 422, receipt=form)
    note(visit.link)
    content = io.BytesIO(pdf(paper(receipt, visit.order)))
    return send_file(content, "application/pdf", as_attachment=True, download_name=f"{receipt.number}.pdf")


def _done(visit, message):
    note(visit.link)
    say(message)
    return redirect(url_for(".show", secret=visit.secret), 303)


def _page(visit, status=200, question=None, receipt=None):
    order, why = visit.order, hindrance(visit.order)
    name = order.buyer.company or order.buyer.name
    return page(
        "commerce/customer_pages/show.html", None, status, visit=visit, order=order, parcels=visit.parcels(),
        standings=STANDINGS, requests=visit.requests(), states=REQUEST_STATES, in_words=wish_in_words,
        messages=visit.messages(), question=question or QuestionForm(formdata=None),
        receipt=receipt or ReceiptForm(formdata=None, addressee=name, purpose=PURPOSE),
        hindrance=why, why=why and translate(HINDRANCES[why]), receipts=issued(order.id),
        advertising=AdvertisingForm(formdata=None, wanted=consenting.agrees(order)),
    )  # fmt: skip

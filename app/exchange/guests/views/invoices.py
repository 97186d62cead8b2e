"""A guest invoices what was accepted in the case."""

import uuid

from flask import Blueprint, request

from app.exchange.answering.invoicing import invoice_tax
from app.exchange.answering.once import new_token
from app.exchange.guests import operations
from app.exchange.guests.entering import enter
from app.exchange.guests.forms import GuestInvoiceForm
from app.exchange.guests.views.cases import BECAUSE, done, uploads
from app.kernel import clock
from app.kernel.errors import Missing
from app.web.answer import page
from app.web.guards import public
from app.web.limits import limiter

bp = Blueprint("guest_invoices", __name__, url_prefix="/guest/<string:secret>/invoices")
limiter.limit("60 per minute")(bp)


@bp.get("/new")
@public(BECAUSE)
def new(secret):
    """The accepted lines, all ticked, and the head of the invoice."""
    visit = enter(secret)
    orders = visit.standing.orders.values()
    due = [order.body.payment_on for order in orders if order.body.payment_on]
    form = GuestInvoiceForm(
        formdata=None, token=new_token(), issued_on=clock.today(), due_on=max(due, default=None)
    ).offer(operations.accounts_of(visit.case))
    return page("exchange/guests/invoices/new.html", **facts_of(visit, form))


@bp.post("/")
@public(BECAUSE)
def create(secret):
    """Send it."""
    visit = enter(secret)
    form = GuestInvoiceForm().offer(operations.accounts_of(visit.case))
    if form.validate():
        with form.absorbing():
            head = {**head_of(form), "line_ids": ticked(), "uploads": uploads()}
            operations.invoice(visit.case, visit.standing, by=visit.by, token=form.token.data, **head)
    if form.errors:
        return page("exchange/guests/invoices/new.html", status=422, **facts_of(visit, form))
    return done(visit, "The invoice was sent.")


def ticked():
    """The ids of the lines that were ticked."""
    try:
        return {uuid.UUID(one) for one in request.form.getlist("ids")}
    except ValueError as wrong:
        raise Missing from wrong


def head_of(form):
    """The head as values."""
    return {
        "supplier_number": form.supplier_number.data or "",
        "issued_on": form.issued_on.data,
        "due_on": form.due_on.data,
        "account": form.chosen(),
        "remarks": form.remarks.data or "",
    }


def facts_of(visit, form):
    """Everything the form's page shows."""
    lines = visit.standing.free_lines
    tax = invoice_tax(lines, clock.today())
    return {
        "visit": visit,
        "standing": visit.standing,
        "lines": lines,
        "form": form,
        "tax": tax,
        "party": operations.party_of(visit.case),
    }

"""請求書: making one from ticked lines, the list, one invoice."""

import uuid

from flask import Blueprint, redirect, request, url_for

from app.exchange.answering.forms import InvoiceForm
from app.exchange.answering.once import new_token
from app.exchange.envelopes.queries import attachments_of
from app.kernel import clock
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.kernel.text import fold
from app.platform import storage
from app.supply.acceptances.queries import chosen
from app.supply.company.queries import all_accounts
from app.supply.invoices.model import IssuedInvoice
from app.supply.invoices.operations import body_of, check_one_buyer, issue
from app.supply.invoices.queries import invoices, listed
from app.supply.permissions import ISSUE_INVOICE, VIEW_ACCEPTANCES
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("invoices", __name__, url_prefix="/portal/invoices")


@bp.get("/")
@requires(VIEW_ACCEPTANCES)
def index():
    """Our invoices, the latest date first."""
    state, q = request.args.get("state", ""), request.args.get("q", "").strip()
    columns = (IssuedInvoice.issued_on, IssuedInvoice.id)
    found = listed(state, fold(q).split())
    rows = paged(found, *columns, descending=True, token=request.args.get("page"))
    return page("supply/invoices/index.html", "supply/invoices/_list.html", rows=rows, state=state, q=q)


@bp.post("/preparations")
@requires(ISSUE_INVOICE)
def create_preparation():
    """The form for the ticked lines; nothing is kept yet."""
    lines = ticked()
    check_one_buyer(lines)
    accounts = all_accounts()
    due = [line.order.payment_on for line in lines if line.order.payment_on]
    form = InvoiceForm(
        formdata=None,
        token=new_token(),
        issued_on=clock.today(),
        due_on=max(due, default=None),
        account_id=str(accounts[0].id) if accounts else "",
    )
    return page("supply/invoices/new.html", **facts_of(lines, form, accounts))


@bp.post("/")
@requires(ISSUE_INVOICE)
def create():
    """Issue the invoice. What is refused is said on the form, with everything typed kept."""
    lines, accounts, form = ticked(), all_accounts(), InvoiceForm()
    form.account_id.choices = choices_of(accounts)
    if form.validate():
        with form.absorbing():
            if invoice := issue(lines, **typed(form, accounts)):
                say("The invoice was sent.")
                return redirect(url_for(".show", invoice_id=invoice.id), 303)
    if form.errors:
        return page("supply/invoices/new.html", status=422, **facts_of(lines, form, accounts))
    say("The invoice had been sent already.")
    return redirect(url_for(".index"), 303)


@bp.get("/<uuid:invoice_id>")
@requires(VIEW_ACCEPTANCES)
def show(invoice_id):
    """An invoice as it was sent, and what the buyer said."""
    invoice = find(invoices(), invoice_id)
    values = {"body": invoice.envelope.content, "files": attachments_of(invoice.envelope_id)}
    return page("supply/invoices/show.html", invoice=invoice, **values)


def ticked():
    """The accepted lines whose ids were posted."""
    try:
        return chosen([uuid.UUID(one) for one in request.form.getlist("ids")])
    except ValueError as wrong:
        raise Missing from wrong


def typed(form, accounts):
    """What was typed, by the names of the verb."""
    uploads = [one for one in request.files.getlist("files") if one.filename]
    return {
        "number": (form.supplier_number.data or "").strip(),
        "issued_on": form.issued_on.data,
        "due_on": form.due_on.data,
        "account": next((one for one in accounts if str(one.id) == form.account_id.data), None),
        "remarks": form.remarks.data or "",
        "files": [storage.keep(one.stream, one.filename, purpose="invoice") for one in uploads],
        "token": form.token.data,
    }


def choices_of(accounts):
    """The bank accounts for a select."""
    named = [
        (str(one.id), f"{one.bank_name} {one.branch_name} {one.account_number} {one.holder_kana}")
        for one in accounts
    ]
    return named or [("", _("No bank account is registered"))]


def facts_of(lines, form, accounts):
    """Everything the form's page shows: the lines, and what they add up to."""
    form.account_id.choices = choices_of(accounts)
    day = form.issued_on.data or clock.today()
    body = body_of(lines, number="-", issued_on=day, due_on=day, account=None) if lines else None
    return {"lines": lines, "form": form, "body": body, "has_account": bool(accounts)}

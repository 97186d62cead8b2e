"""請求書: what arrived, its page, and the steps accounting takes."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.invoices import queries
from app.procurement.invoices.forms import ReasonForm, ReturnForm, SubmissionForm, filters_from
from app.procurement.invoices.model import Invoice
from app.procurement.invoices.showing import invoice_page
from app.procurement.invoices.wording import STATES
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("invoices", __name__, url_prefix="/invoices")
VIEW, CHECK = "procurement.invoice.view", "procurement.invoice.check"
SHOW = "procurement/invoices/show.html"
entry("buy", "Invoices", "procurement.invoices.index", "invoice", VIEW, position=70, key="i")


@bp.get("")
@requires(VIEW)
def index():
    """Invoices within reach, the newest first, with their sums."""
    typed, asked = filters_from(request.args)
    rows = paged(
        queries.invoice_rows(context.actor(), **asked),
        Invoice.received_at,
        Invoice.id,
        descending=True,
        token=request.args.get("page"),
    )
    sums = queries.invoice_sums(context.actor(), **asked)
    values = {**typed, "rows": rows, "sums": sums, "states": STATES}
    return page("procurement/invoices/index.html", "procurement/invoices/_list.html", **values)


@bp.get("/<uuid:invoice_id>")
@requires(VIEW)
def show(invoice_id):
    """The invoice beside what was accepted."""
    invoice = _found(invoice_id)
    form = SubmissionForm(pays_on=invoice.pays_on or invoice.proposed_payment_on)
    return page(SHOW, form=form, reason=ReasonForm(), back=ReturnForm(), **invoice_page(invoice))


@bp.post("/<uuid:invoice_id>/matching")
@requires(CHECK)
def create_matching(invoice_id):
    """Compare once more, after a record was put right."""
    invoice = _found(invoice_id)
    invoice.match()
    return answer(None, url_for(".show", invoice_id=invoice.id), _("The invoice was compared again."))


@bp.post("/<uuid:invoice_id>/resolution")
@requires(CHECK)
def create_resolution(invoice_id):
    """Accept the differences, with a reason."""
    invoice, form = _found(invoice_id), ReasonForm()
    if form.validate():
        with form.absorbing():
            invoice.resolve(form.reason.data, by=context.actor())
    if form.errors:
        return _shown_again(invoice, reason=form)
    return answer(None, url_for(".show", invoice_id=invoice.id), _("The differences were accepted."))


@bp.post("/<uuid:invoice_id>/submission")
@requires(CHECK)
def create_submission(invoice_id):
    """Propose the day of payment and ask for approval."""
    invoice, form = _found(invoice_id), SubmissionForm()
    if form.validate():
        with form.absorbing():
            invoice.submit(by=context.actor(), pays_on=form.pays_on.data, comment=form.comment.data or "")
    if form.errors:
        return _shown_again(invoice, form=form)
    said = _("The invoice was approved.") if invoice.status == "approved" else _("The approvers were told.")
    return answer(None, url_for(".show", invoice_id=invoice.id), said)


@bp.post("/<uuid:invoice_id>/return")
@requires(CHECK)
def create_return(invoice_id):
    """Give it back to the supplier, with a reason."""
    invoice, form = _found(invoice_id), ReturnForm()
    if form.validate():
        with form.absorbing():
            invoice.send_back(form.return_reason.data, by=context.actor())
    if form.errors:
        return _shown_again(invoice, back=form)
    said = _("The invoice was returned. Its lines can be invoiced again.")
    return answer(None, url_for(".show", invoice_id=invoice.id), said)


def _found(invoice_id):
    return find(queries.visible_invoices(context.actor()), invoice_id)


def _shown_again(invoice, form=None, reason=None, back=None):
    """The page with what is wrong, 422."""
    form = form or SubmissionForm(formdata=None, pays_on=invoice.proposed_payment_on)
    reason = reason or ReasonForm(formdata=None)
    back = back or ReturnForm(formdata=None)
    return page(SHOW, None, 422, form=form, reason=reason, back=back, **invoice_page(invoice))

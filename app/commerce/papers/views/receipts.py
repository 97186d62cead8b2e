"""領収書 of one order: given out, and opened again."""

from flask import Blueprint, redirect, url_for

from app.commerce.papers import queries, receipts
from app.commerce.papers.forms import ReceiptForm
from app.commerce.papers.printing import chosen, pdf_of
from app.commerce.papers.views.papers import shown
from app.commerce.permissions import SLIP_SHIP
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("receipts", __name__, url_prefix="/slips/<uuid:record_id>/receipts")


@bp.get("/new")
@requires(SLIP_SHIP)
def new(record_id):
    """For whom and for what; earlier ones beside it."""
    return _form(find(queries.slips(), record_id), ReceiptForm(formdata=None))


@bp.post("")
@requires(SLIP_SHIP)
def create(record_id):
    """Give one out: from the second on it bears the mark."""
    slip, form = find(queries.slips(), record_id), ReceiptForm()
    if form.validate():
        with form.absorbing():
            chosen("receipt", [slip.id])
            values = {"addressee": form.addressee.data or "", "purpose": form.purpose.data or ""}
            [made] = receipts.issue({slip.order_id: slip.order_number}, **values)
    if form.errors:
        return _form(slip, form, 422)
    return redirect(url_for(".show", record_id=slip.id, number=made.number), 303)


@bp.get("/<int:number>")
@requires(SLIP_SHIP)
def show(record_id, number):
    """The receipt of that number as PDF."""
    slip = find(queries.slips(), record_id)
    issue = queries.receipt(slip.order_id, number)
    content = pdf_of("receipt", [slip.id], issued={slip.order_id: receipts.as_issued(issue)}, alone=True)
    return shown(f"{_('RECEIPT')}_{slip.order_number}_{number}", content)


def _form(slip, form, status=200):
    issues = session.scalars(receipts.issues_of(slip.order_id)).all()
    return page(
        "commerce/papers/receipts/new.html",
        "commerce/papers/receipts/_form.html",
        status,
        slip=slip,
        form=form,
        issues=issues,
    )

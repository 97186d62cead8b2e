"""Invoices as pages, the gate and the matching need them."""

from sqlalchemy import and_, func, select

from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.text import fold
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.invoices.model import Invoice, InvoiceLine
from app.procurement.orders.model import PurchaseOrder, PurchaseOrderLine
from app.procurement.orders.queries import EVERYTHING, within_reach

WAITING = ("received", "matched", "mismatch")
"""Somebody in accounting has to do something."""


def accepted_lines(line_ids):
    """Rows of accepted lines with order and acceptance, by acceptance and line number."""
    return session.execute(
        select(
            AcceptanceLine.id,
            AcceptanceLine.quantity,
            AcceptanceLine.price,
            AcceptanceLine.amount,
            AcceptanceLine.tax_code,
            AcceptanceLine.active,
            AcceptanceLine.invoiced_by,
            AcceptanceLine.organisation_id,
            Acceptance.id.label("acceptance_id"),
            Acceptance.number.label("acceptance_number"),
            Acceptance.partner_id,
            Acceptance.case_id,
            Acceptance.accepted_on,
            func.coalesce(Acceptance.received_on, Acceptance.accepted_on).label("received_on"),
            PurchaseOrderLine.name,
            PurchaseOrderLine.unit,
            PurchaseOrder.id.label("order_id"),
            PurchaseOrder.number.label("order_number"),
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(PurchaseOrderLine, PurchaseOrderLine.id == AcceptanceLine.order_line_id)
        .join(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .where(AcceptanceLine.id.in_(line_ids))
        .order_by(Acceptance.number, AcceptanceLine.line_no, AcceptanceLine.id)
    ).all()


def other_invoice(partner_id, supplier_number):
    """The id of a supplier's invoice with that number that was not returned, or None."""
    return session.scalar(
        select(Invoice.id).where(
            Invoice.partner_id == partner_id,
            Invoice.supplier_number == supplier_number,
            Invoice.status != "returned",
        )
    )


def visible_invoices(actor):
    """Invoices this person may know of: all, or those that touch an order within reach."""
    return _within_reach(select(Invoice), actor)


def _within_reach(found, actor):
    if actor.may(EVERYTHING):
        return found
    orders = within_reach(select(PurchaseOrder.id), actor)
    mine = (
        select(InvoiceLine.invoice_id)
        .join(AcceptanceLine, AcceptanceLine.id == InvoiceLine.acceptance_line_id)
        .join(PurchaseOrderLine, PurchaseOrderLine.id == AcceptanceLine.order_line_id)
        .where(PurchaseOrderLine.order_id.in_(orders))
    )
    return found.where(Invoice.id.in_(mine))


def _conditions(*, status="", q="", since=None, until=None, overdue=False, partner_id=None):
    """The list's filters; `since` and `until` are days of issue, both included."""
    found = [Invoice.search_text.contains(word, autoescape=True) for word in fold(q).split()]
    if status:
        found.append(Invoice.status.in_(WAITING if status == "waiting" else (status,)))
    if since:
        found.append(Invoice.issued_on >= since)
    if until:
        found.append(Invoice.issued_on <= until)
    if overdue:
        late = func.coalesce(Invoice.pays_on, Invoice.due_on) < today()
        found.append(and_(late, Invoice.status.in_((*WAITING, "in_approval"))))
    if partner_id:
        found.append(Invoice.partner_id == partner_id)
    return found


def invoice_rows(actor, **filters):
    """Columns of the list for `paging.paged` by `received_at`; filters as `_conditions`."""
    found = select(
        Invoice.id,
        Invoice.number,
        Invoice.supplier_number,
        Invoice.partner_name,
        Invoice.status,
        Invoice.issued_on,
        Invoice.due_on,
        Invoice.pays_on,
        Invoice.must_pay_by,
        Invoice.total,
        Invoice.received_at.label("sort_value"),
    ).where(*_conditions(**filters))
    return _within_reach(found, actor)


def invoice_sums(actor, **filters):
    """`{status: (how many, yen with tax)}` over everything the filters find."""
    found = select(Invoice.status, func.count(), func.sum(Invoice.total)).where(*_conditions(**filters))
    rows = session.execute(_within_reach(found, actor).group_by(Invoice.status)).all()
    return {status: (count, int(total)) for status, count, total in rows}

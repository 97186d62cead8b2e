"""Orders as pages and other nouns need them."""

from sqlalchemy import func, or_, select

from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.errors import Missing
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.standing import UNDER_WAY

EVERYTHING = "procurement.scope.all"


def within_reach(found, actor):
    """A select that names PurchaseOrder, limited to what this person may know of: all, or the own and the
    department's.
    """
    if actor.may(EVERYTHING):
        return found
    return found.where(
        or_(
            PurchaseOrder.created_by_id == actor.id,
            PurchaseOrder.organisation_id.in_(actor.organisation_ids),
        )
    )


def visible_orders(actor):
    """Orders this person may know of."""
    return within_reach(select(PurchaseOrder), actor)


def order_rows(actor, *, status="", mine=False, overdue=False, partner_id=None):
    """Columns of the list for `paging.paged`, newest first: filters as on the page."""
    order = PurchaseOrder
    found = select(
        order.id,
        order.number,
        order.revision,
        order.subject,
        order.status,
        order.partner_name,
        order.due_on,
        order.total,
        order.ordered_on,
        order.created_at.label("sort_value"),
    )
    if status == "open":
        found = found.where(order.status.in_(UNDER_WAY))
    elif status:
        found = found.where(order.status == status)
    if mine:
        found = found.where(order.created_by_id == actor.id)
    if overdue:
        found = found.where(order.due_on < today(), order.status.in_(UNDER_WAY))
    if partner_id:
        found = found.where(order.partner_id == partner_id)
    return within_reach(found, actor)


def order_of_case(case_id, number):
    """The order of that number in an exchange case. Raises Missing: another supplier's order does not
    exist here.
    """
    found = session.scalars(
        select(PurchaseOrder).where(PurchaseOrder.case_id == case_id, PurchaseOrder.number == number)
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def waiting_counts(actor):
    """`{status: how many}` of the orders this person may know of that wait for the buyer."""
    statuses = ("draft", "approved", "change_requested")
    found = within_reach(select(PurchaseOrder.status, func.count()), actor)
    rows = session.execute(found.where(PurchaseOrder.status.in_(statuses)).group_by(PurchaseOrder.status))
    return dict(rows.all())

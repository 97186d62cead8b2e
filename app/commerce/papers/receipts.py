"""領収書: each one given out is counted, and from the second one on it says so."""

from sqlalchemy import func, select

from app.commerce.papers.bills import Issued
from app.commerce.papers.model import ReceiptIssue
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record_many


def issue(orders, *, addressee="", purpose="", batch=None, by=None):
    """Give out a receipt for each of `orders` (`{order id: number of the shop}`); returns `[ReceiptIssue]`.

    The numbers are taken under lock of earlier issues; two first receipts at once end at the unique key. Amounts are
    the order's: what was paid, after points and coupons.
    """
    by = by or context.actor()
    if not orders:
        raise Rejected("Choose at least one slip.")
    last = dict(
        session.execute(
            select(ReceiptIssue.order_id, func.max(ReceiptIssue.number))
            .where(ReceiptIssue.order_id.in_(orders))
            .group_by(ReceiptIssue.order_id)
        ).all()
    )
    made = [
        ReceiptIssue(
            order_id=one,
            number=last.get(one, 0) + 1,
            addressee=addressee.strip(),
            purpose=purpose.strip(),
            issued_on=clock.today(),
            batch_id=batch.id if batch else None,
            issued_by_name=by.name,
        )
        for one in orders
    ]
    session.add_all(made)
    record_many(
        "receipt.issued",
        "orders",
        [(one.order_id, orders[one.order_id], {"number": one.number}) for one in made],
        by=by,
    )
    session.flush()
    return made


def issues_of(order_id):
    """Select of the receipts of an order, the newest first."""
    found = select(ReceiptIssue).where(ReceiptIssue.order_id == order_id)
    return found.order_by(ReceiptIssue.number.desc())


def issued_in(batch):
    """`{order id: Issued}` of a batch of receipts."""
    rows = session.scalars(select(ReceiptIssue).where(ReceiptIssue.batch_id == batch.id))
    return {one.order_id: as_issued(one) for one in rows}


def as_issued(row):
    """What stands on the paper of an issue."""
    return Issued(row.number, row.addressee, row.purpose, row.issued_on)

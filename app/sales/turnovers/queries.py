"""What an account brought, and what is open with it: three statements however much there is."""

from sqlalchemy import Date, and_, cast, func, select, true

from app.access.tenants.model import Company
from app.kernel import clock
from app.kernel.db import session
from app.masters.products.model import Product
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import reach
from app.sales.activities.model import RESULT
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import OPEN
from app.sales.sales_results.model import SalesResult
from app.sales.turnovers.years import Sold, beginning, later, year_of

TOP = 5


def sold_to(partner_id):
    """`(this Year, last Year, Sold in all)` of an account; None when nothing was ever sold to it."""
    one = SalesResult
    start = select(Company.fiscal_year_start).order_by(Company.code, Company.id).limit(1).scalar_subquery()
    month = cast(func.date_trunc("month", one.sold_on), Date).label("month")
    sums = func.sum(one.amount), func.coalesce(func.sum(one.gross), 0), func.count()
    found = session.execute(select(start, month, *sums).where(*_of(partner_id)).group_by(month)).all()
    if not found:
        return None
    by_month, everything = {}, Sold()
    for _start, first, amount, gross, lines in found:
        by_month[first] = Sold(int(amount), int(gross), lines)
        everything.add(int(amount), int(gross), lines)
    first = beginning(clock.today(), found[0][0])
    return year_of(first, by_month), year_of(later(first, -12), by_month), everything


def _of(partner_id):
    return SalesResult.partner_id == partner_id, SalesResult.state != ARCHIVED


def best_sellers(partner_id, year):
    """Rows of product_id, code, name, amount: what sold best to the account in a Year, at most five."""
    one, amount = SalesResult, func.sum(SalesResult.amount).label("amount")
    return session.execute(
        select(Product.id.label("product_id"), Product.code, Product.name, amount)
        .join(Product, and_(Product.tenant_id == one.tenant_id, Product.id == one.product_id))
        .where(*_of(partner_id), one.sold_on.between(year.first, year.last))
        .group_by(Product.id, Product.code, Product.name)
        .order_by(amount.desc(), Product.code)
        .limit(TOP)
    ).all()


def going_on(partner_id):
    """Row of open_count, open_amount, activity_id, activity, happened_at: as far as the actor may know of them."""
    deal, done = OPPORTUNITY.model, ACTIVITY.model
    amount = func.coalesce(func.sum(deal.amount), 0).label("open_amount")
    deals = (
        select(func.count().label("open_count"), amount)
        .where(
            deal.partner_id == partner_id, deal.standing == OPEN, deal.state != ARCHIVED, reach(OPPORTUNITY)
        )
        .subquery()
    )
    last = (
        select(done.id.label("activity_id"), done.name.label("activity"), done.starts_at.label("happened_at"))
        .where(
            done.partner_id == partner_id, done.standing == RESULT, done.state != ARCHIVED, reach(ACTIVITY)
        )
        .order_by(done.starts_at.desc(), done.id)
        .limit(1)
        .subquery()
    )
    return session.execute(select(deals, last).select_from(deals.outerjoin(last, true()))).one()

"""The sheet of product lines in the workbooks of opportunities (sales.md §12)."""

from functools import partial

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.i18n import _l
from app.masters.products.model import Product
from app.records.kit.describing import Field
from app.records.kit.sheets import Sheet
from app.records.lists.queries import narrowed
from app.sales.lines.forms import item_of
from app.sales.lines.items import Item
from app.sales.lines.operations import keep
from app.sales.lines.queries import products
from app.sales.opportunities.model import Opportunity, OpportunityLine
from app.sales.opportunities.record import OPPORTUNITY

FIELDS = (
    Field("product_id", _l("Product"), "link", link="product"),
    Field("name", _l("Product or words")),
    Field("quantity", _l("Quantity"), "decimal", required=True),
    Field("unit", _l("Unit")),
    Field("list_price", _l("List price"), "price"),
    Field("price", _l("Unit price"), "price", required=True),
    Field("cost", _l("Cost"), "price"),
    Field("first", _l("First month"), "date"),
    Field("last", _l("Last month"), "date"),
)
_NAMES = tuple(one.name for one in FIELDS)


def rows(question):
    """A tuple for each line of the opportunities that the question finds, by their numbers."""
    line, of = OpportunityLine, Opportunity
    found = (
        select(of.code, Product.code, line)
        .join(of, (of.tenant_id == line.tenant_id) & (of.id == line.opportunity_id))
        .outerjoin(Product, (Product.tenant_id == line.tenant_id) & (Product.id == line.product_id))
        .order_by(of.code, line.line_no)
    )
    answered = session.execute(narrowed(OPPORTUNITY, question, found), execution_options={"yield_per": 2_000})
    for code, product, one in answered:
        item = item_of(one)
        yield (code, product, *(getattr(item, name) for name in _NAMES[1:]))


def planned(asked):
    """See `Sheet.planned`: opportunities whose lines are others than they were."""
    kept, named = (
        _kept(asked),
        products({one.get("product_id") for each in asked.values() for one in each} - {None}),
    )
    deals = session.scalars(select(Opportunity).where(Opportunity.id.in_(asked)).order_by(Opportunity.code))
    for deal in deals.all():
        before = kept.get(deal.id, [])
        after = [_item(values, named, place, before) for place, values in enumerate(asked[deal.id])]
        if before != after:
            write = partial(keep, deal, after, version=deal.version)
            yield deal.id, f"{deal.code} {deal.name}", _words(before), _words(after), write


def _kept(asked):
    found = {}
    lines = (
        select(OpportunityLine)
        .where(OpportunityLine.opportunity_id.in_(asked))
        .order_by(OpportunityLine.line_no)
    )
    for one in session.scalars(lines):
        found.setdefault(one.opportunity_id, []).append(item_of(one))
    return found


def _item(values, named, place, before):
    """A line of a file; what it leaves out of a product is the product's, its months those of the line it was."""
    product, values = named.get(values.get("product_id")), dict(values)
    if product is not None:
        usual = {"name": product.name, "unit": product.unit}
        values = {name: one for name, one in usual.items() if not values.get(name)} | values
    same = before[place] if place < len(before) else None
    return Item(**{"name": "", "line_id": same.line_id if same else None, **values})


def _words(items):
    return ", ".join(f"{one.name} × {one.quantity.normalize():f}" for one in items) or "—"


LINES = Sheet("opportunity", _l("Product lines"), FIELDS, rows, planned)

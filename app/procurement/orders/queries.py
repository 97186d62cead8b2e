"""Orders as pages and other nouns need them."""

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.access.organisations.model import Organisation
from app.exchange.envelopes.model import EnvelopeFile
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.text import fold
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.platform import storage
from app.procurement.orders.model import PurchaseOrder

EVERYTHING = "procurement.scope.all"
PICKED = 20


def reach(actor):
    """Clause: the orders this person may know of, the own and the department's; None for all."""
    if actor.may(EVERYTHING):
        return None
    own, here = (
        PurchaseOrder.created_by_id == actor.id,
        PurchaseOrder.organisation_id.in_(actor.organisation_ids),
    )
    return or_(own, here)


def within_reach(found, actor):
    """A select that names PurchaseOrder, limited to what this person may know of."""
    limit = reach(actor)
    return found if limit is None else found.where(limit)


def visible_orders(actor):
    """Orders this person may know of."""
    return within_reach(select(PurchaseOrder), actor)


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


def whole_orders(actor):
    """`visible_orders` with everything a page shows, so that templates need no query."""
    return visible_orders(actor).options(
        selectinload(PurchaseOrder.partner),
        selectinload(PurchaseOrder.organisation),
        selectinload(PurchaseOrder.lines),
        selectinload(PurchaseOrder.revisions),
        selectinload(PurchaseOrder.answers),
    )


def departments():
    """`[(id, name)]` of all departments, by their place in the tree."""
    rows = session.execute(
        select(Organisation.id, Organisation.name).order_by(Organisation.path, Organisation.id)
    )
    return [tuple(row) for row in rows]


def suppliers_matching(q):
    """Suppliers in use whose text contains `q`, by reading (select of Partner, at most a screenful)."""
    found = select(Partner).where(Partner.is_supplier, Partner.state == "active")
    if q:
        found = found.where(Partner.search_text.contains(fold(q), autoescape=True))
    return found.order_by(Partner.kana, Partner.id).limit(PICKED)


def supplier(partner_id, code=""):
    """The supplier in use with that id, or else with that code or exact name; None when there is none."""
    named = or_(Partner.code == code.strip(), Partner.name == code.strip())
    asked = Partner.id == partner_id if partner_id else named
    found = select(Partner).where(asked, Partner.is_supplier, Partner.state == "active")
    return session.scalars(found.order_by(Partner.id).limit(1)).one_or_none()


def products_matching(q):
    """Products in use whose text contains `q`, by reading (select of Product, at most a screenful)."""
    found = select(Product).where(Product.state == "active")
    if q:
        found = found.where(Product.search_text.contains(fold(q), autoescape=True))
    return found.order_by(Product.kana, Product.id).limit(PICKED)


def sheet_of(order, revision):
    """`(StoredFile row, open stream)` of the sheet that was sent with an issued version; `(None, None)`
    without one.
    """
    version = next((one for one in order.revisions if one.revision == revision and one.envelope_id), None)
    if version is None:
        return None, None
    file_id = session.scalars(
        select(EnvelopeFile.file_id).where(
            EnvelopeFile.envelope_id == version.envelope_id, EnvelopeFile.purpose == "rendition"
        )
    ).one_or_none()
    return storage.opened(file_id) if file_id else (None, None)

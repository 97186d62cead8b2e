"""Which requests a person reaches, and what lists and pickers read."""

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.access.organisations.model import Organisation
from app.kernel.text import fold
from app.masters.categories.model import Category
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.procurement.rfqs.model import Rfq, RfqInvitation

PICKED = 20


def visible_rfqs(actor):
    """Requests within reach of the Actor: all with `procurement.scope.all`, else own and own departments'."""
    return select(Rfq).where(reach(actor)).order_by(Rfq.created_at.desc(), Rfq.id.desc())


def whole_rfqs(actor):
    """`visible_rfqs` with everything a page shows, so that templates need no query."""
    return visible_rfqs(actor).options(
        selectinload(Rfq.all_lines),
        selectinload(Rfq.invitations).selectinload(RfqInvitation.partner),
        selectinload(Rfq.revisions),
        selectinload(Rfq.category),
        selectinload(Rfq.organisation),
        selectinload(Rfq.requester),
    )


def reach(actor):
    """The condition of `visible_rfqs`."""
    limit = limit_of(actor)
    return Rfq.id.is_not(None) if limit is None else limit


def limit_of(actor):
    """Clause: the requests within reach of the Actor, None for all."""
    if actor.may("procurement.scope.all"):
        return None
    return or_(Rfq.requester_id == actor.id, Rfq.organisation_id.in_(actor.organisation_ids or [None]))


def suppliers_matching(q="", keep=()):
    """Suppliers in use to choose from, those in `keep` (ids) first, then by reading. Rows (id, code, name, here)."""
    kept = Partner.id.in_(list(keep) or [None])
    found = select(
        Partner.id, Partner.code, Partner.name, Partner.linked_tenant_id, Partner.email, kept.label("kept")
    )
    found = found.where(Partner.is_supplier, Partner.state == "active")
    if q:
        found = found.where(or_(kept, Partner.search_text.contains(fold(q), autoescape=True)))
    return found.order_by(kept.desc(), Partner.kana, Partner.id).limit(PICKED + len(keep))


def products_matching(q):
    """Products in use whose text contains `q`, by reading (at most a screenful)."""
    found = select(Product).where(Product.state == "active")
    if q:
        found = found.where(Product.search_text.contains(fold(q), autoescape=True))
    return found.order_by(Product.kana, Product.id).limit(PICKED)


def categories():
    """`(id, name)` of all categories in their order."""
    return select(Category.id, Category.name).order_by(Category.code, Category.id)


def departments():
    """`(id, name)` of all departments, by their place in the tree."""
    return select(Organisation.id, Organisation.name).order_by(Organisation.path, Organisation.id)

"""The stock of every product, fifty at a time, and the ledger of one."""

from decimal import Decimal

from sqlalchemy import and_, false, func, or_, select, true, union_all

from app.commerce.stock.model import Reservation, StockBalance, StockMovement, StockRule, StockSlip
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.masters.product_sets.model import SetPart
from app.masters.products.model import Product
from app.platform.search.asking import words_of

SHOWS = ("", "stocked", "short")
NOTHING = Decimal(0)


def _same_tenant(model):
    return model.tenant_id == Product.tenant_id


def _figures(warehouse_id):
    """Sums over the warehouses (or one); what is available counts selling warehouses only, unless one is named."""
    free = StockBalance.on_hand - StockBalance.reserved - StockBalance.held_back
    sells = and_(Warehouse.sells, Warehouse.state == "active") if warehouse_id is None else true()

    def total(column):
        return func.coalesce(func.sum(column), 0)

    found = (
        select(
            total(StockBalance.on_hand).label("on_hand"),
            total(StockBalance.reserved).label("reserved"),
            total(StockBalance.held_back).label("held_back"),
            func.coalesce(func.sum(free).filter(sells), 0).label("available"),
        )
        .join(
            Warehouse,
            and_(Warehouse.tenant_id == StockBalance.tenant_id, Warehouse.id == StockBalance.warehouse_id),
        )
        .where(_same_tenant(StockBalance), StockBalance.product_id == Product.id)
    )
    return found.where(StockBalance.warehouse_id == warehouse_id) if warehouse_id else found


def _waiting(warehouse_id):
    found = select(
        func.coalesce(func.sum(Reservation.quantity - Reservation.allocated - Reservation.shipped), 0)
    )
    found = found.where(_same_tenant(Reservation), Reservation.product_id == Product.id, Reservation.waits)
    return (
        found.where(Reservation.warehouse_id == warehouse_id) if warehouse_id else found
    ).scalar_subquery()


def _usual_safety():
    """The safety stock of all products (the rule for every shop), 0 without one."""
    usual = select(StockRule.safety).where(StockRule.channel_id.is_(None), StockRule.product_id.is_(None))
    return func.coalesce(usual.scalar_subquery(), 0)


def _safety():
    """The safety stock of the product, else that of all products (rules for every shop)."""
    every_shop = and_(_same_tenant(StockRule), StockRule.channel_id.is_(None))
    own = select(StockRule.safety).where(every_shop, StockRule.product_id == Product.id).scalar_subquery()
    return func.coalesce(own, _usual_safety())


def _perhaps_short():
    """Clause that only a few products meet, all that are short among them: too little in one warehouse at least, or a
    safety stock of their own. Where nothing ever lay, nothing is missed.
    """
    free = StockBalance.on_hand - StockBalance.reserved - StockBalance.held_back
    little = select(StockBalance.product_id).where(or_(free < 0, free < _usual_safety()))
    ruled = select(StockRule.product_id).where(StockRule.channel_id.is_(None), StockRule.safety > 0)
    return Product.id.in_(union_all(little, ruled.where(StockRule.product_id.is_not(None))))


def stock_rows(*, q="", show="", warehouse_id=None):
    """Columns of the list for `paging.paged` by code: products in use that match the words.

    `show`: `stocked` (something lies somewhere), `short` (available below zero or below the safety stock).
    """
    figures = _figures(warehouse_id).lateral("figures")
    is_set = select(SetPart.id).where(_same_tenant(SetPart), SetPart.product_id == Product.id).exists()
    safety = _safety()
    found = (
        select(
            Product.id,
            Product.code.label("sort_value"),
            Product.name,
            Product.unit,
            is_set.label("is_set"),
            *figures.c,
            _waiting(warehouse_id).label("waiting"),
            safety.label("safety"),
            _touched(true(), warehouse_id).label("known"),
        )
        .join(figures, true())
        .where(Product.state != "archived")
    )
    found = found.where(*(func.strpos(Product.search_text, word) > 0 for word in words_of(q)))
    if show == "stocked":
        found = found.where(_touched(StockBalance.on_hand != 0, warehouse_id))
    elif show == "short":
        below = or_(figures.c.available < 0, figures.c.available < safety)
        found = found.where(~is_set, below, _perhaps_short(), _touched(true(), warehouse_id))
    return found


def _touched(condition, warehouse_id):
    found = select(StockBalance.id).where(_same_tenant(StockBalance), StockBalance.product_id == Product.id)
    found = found.where(condition, StockBalance.warehouse_id == warehouse_id if warehouse_id else true())
    return found.exists()


def places_of(product_id):
    """`[(id, code, name, sells, on_hand, reserved, held_back, free)]` of the warehouses where the product has a row."""
    free = StockBalance.on_hand - StockBalance.reserved - StockBalance.held_back
    return session.execute(
        select(
            Warehouse.id, Warehouse.code, Warehouse.name, Warehouse.sells, StockBalance.on_hand,
            StockBalance.reserved, StockBalance.held_back, free.label("free"),
        )
        .join(
            StockBalance,
            and_(StockBalance.warehouse_id == Warehouse.id, StockBalance.tenant_id == Warehouse.tenant_id),
        )
        .where(StockBalance.product_id == product_id)
        .order_by(Warehouse.priority, Warehouse.code, Warehouse.id)
    ).all()  # fmt: skip


def movement_rows(product_id, warehouse_id=None):
    """Columns of the ledger for `paging.paged` by the moment of booking, newest first."""
    found = (
        select(
            StockMovement.id, StockMovement.at.label("sort_value"), StockMovement.kind, StockMovement.quantity,
            StockMovement.balance, StockMovement.lot, StockMovement.best_before, StockMovement.happened_on,
            StockMovement.source, StockMovement.source_id, StockMovement.reverses_id, StockMovement.by_name,
            StockMovement.note, StockMovement.unit_cost, Warehouse.name.label("warehouse"),
        )
        .join(
            Warehouse,
            and_(Warehouse.id == StockMovement.warehouse_id, Warehouse.tenant_id == StockMovement.tenant_id),
        )
        .where(StockMovement.product_id == product_id)
    )  # fmt: skip
    return found.where(StockMovement.warehouse_id == warehouse_id) if warehouse_id else found


def open_reservations(product_id, at_most=50):
    """The open reservations of a product, those served first in front: `[Row]`, at most so many."""
    found = (
        select(
            Reservation.id, Reservation.for_kind, Reservation.for_id, Reservation.label, Reservation.quantity,
            Reservation.allocated, Reservation.shipped, Reservation.ordered_at, Reservation.wanted_on,
            Reservation.set_id, Reservation.by_name, Warehouse.name.label("warehouse"),
        )
        .join(
            Warehouse, and_(Warehouse.id == Reservation.warehouse_id, Warehouse.tenant_id == Reservation.tenant_id)
        )
        .where(Reservation.product_id == product_id, Reservation.state == "open")
    )  # fmt: skip
    order = (Reservation.wanted_on.nulls_last(), Reservation.ordered_at, Reservation.id)
    return session.execute(found.order_by(*order).limit(at_most)).all()


def daily_changes(product_id, since):
    """`{day: sum of movements}` of a product from the day `since` on, by the day of booking in Japan."""
    day = func.date(func.timezone("Asia/Tokyo", StockMovement.at))
    rows = session.execute(
        select(day, func.sum(StockMovement.quantity))
        .where(StockMovement.product_id == product_id, day >= since)
        .group_by(day)
    )
    return dict(rows.all())


def slip_rows(kind=""):
    """Columns of the list of slips for `paging.paged`, newest first."""
    found = select(
        StockSlip.id, StockSlip.number, StockSlip.kind, StockSlip.happened_on, StockSlip.line_count, StockSlip.note,
        StockSlip.booked_by_name, StockSlip.undone_at, StockSlip.booked_at.label("sort_value"),
        Warehouse.name.label("warehouse"),
    ).join(
        Warehouse, and_(Warehouse.id == StockSlip.warehouse_id, Warehouse.tenant_id == StockSlip.tenant_id)
    )  # fmt: skip
    return found.where(StockSlip.kind == kind) if kind else found


def slips():
    """All slips of the tenant."""
    return select(StockSlip)


def movements_of(source, source_id):
    """The movements of a document with their products and warehouses, in the order of booking."""
    product = and_(Product.id == StockMovement.product_id, Product.tenant_id == StockMovement.tenant_id)
    place = and_(Warehouse.id == StockMovement.warehouse_id, Warehouse.tenant_id == StockMovement.tenant_id)
    return session.execute(
        select(
            StockMovement.id, StockMovement.kind, StockMovement.quantity, StockMovement.balance, StockMovement.lot,
            StockMovement.best_before, StockMovement.unit_cost, StockMovement.reverses_id, Product.code, Product.name,
            Product.unit, Product.id.label("product_id"), Warehouse.name.label("warehouse"),
        )
        .join(Product, product)
        .join(Warehouse, place)
        .where(StockMovement.source == source, StockMovement.source_id == source_id)
        .order_by(StockMovement.at, StockMovement.id)
    ).all()  # fmt: skip


def slip_names(ids):
    """`{id: (number, arguments)}` for links to slips."""
    found = select(StockSlip.id, StockSlip.number).where(StockSlip.id.in_(ids))
    return {one: (number, {"slip_id": one}) for one, number in session.execute(found)}


def product_by_code(text):
    """`(id, code, name, unit)` of the product in use with that code or JAN code, None when there is none."""
    columns = (Product.id, Product.code, Product.name, Product.unit)
    found = select(*columns).where(Product.state != "archived")
    plain = text.strip()
    found = found.where(or_(Product.code == plain, Product.jan == plain) if plain else false())
    return session.execute(found.order_by((Product.code == plain).desc(), Product.id).limit(1)).first()

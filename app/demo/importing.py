"""A purchase abroad: an order CIF Yokohama, the import deal opened from it, its invoice filled in from the order."""

import datetime as dt
from decimal import Decimal

from app.demo.masters import PAYING, catalogue
from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.procurement.orders.contents import Item
from app.procurement.orders.operations import draft_order, usual_terms
from app.records.kit import keeping
from app.records.kit.describing import RECORD_TYPES
from app.trade.deals.opening import open_deal
from app.trade.desk.operations import set_own_number
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sourcing import offers
from app.trade.organisations.model import TradeOrganisation
from app.trade.organisations.queries import found_by_code
from app.trade.origins.operations import remember
from app.trade.origins.queries import origin_found
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

MAKER = {
    "code": "S101",
    "name": "台中精密螺絲",
    "kana": "タイチュウセイミツ",
    "name_en": "TAICHUNG PRECISION FASTENERS CO., LTD.",
    "address": "No. 88, Gongye 12th Rd, Taichung 407, Taiwan",
    "email": "export@tps.example",
    "is_supplier": True,
}
IN = Pattern("import", "FCL", brokered=True, coastal=False)


def play(known, today):
    """The order goes out on one day; the deal and its first paper come a few days later."""
    stage = Stage(known)
    with stage.as_("kato", office_hours(today - dt.timedelta(days=20), 10)):
        keeping.enter(RECORD_TYPES["partner"], {**MAKER, **PAYING})
    with stage.as_("nagai", office_hours(today - dt.timedelta(days=18), 11)) as by:
        order_id = _ordered(by, today)
    with stage.as_("nagai", office_hours(today - dt.timedelta(days=5), 10)):
        _deal(order_id)


def _ordered(by, today):
    maker = session.query(RECORD_TYPES["partner"].model).filter_by(code=MAKER["code"]).one()
    terms = usual_terms(maker, "六角ボルト 台中精密 第4四半期分", by)
    terms = terms.model_copy(update={"delivery_place": "CIF 横浜港 本牧ふ頭"})
    products = catalogue()["30"][:2]
    lines = [_line(one, number, today) for number, one in enumerate(products, 1)]
    order = draft_order(maker, terms, lines, by=by)
    order.submit(by=by)
    order.issue(by=by)
    return order.id


def _line(product, number, today):
    return Item(
        product_id=product.id,
        name=product.name,
        spec=product.spec,
        quantity=Decimal(120 * number),
        unit=product.unit,
        price=product.price,
        tax_code=product.tax_code,
        delivery_on=today + dt.timedelta(days=30),
    )


def _deal(order_id):
    mine = session.query(TradeOrganisation).one()
    kind, origin = origin_found("order", order_id)
    entered = open_deal("六角ボルト 台中–横浜 12月", IN, mine, "SH")
    remember(entered, kind, origin)
    set_own_number(entered, origin.number)
    session.flush()
    entered = enter(entered.deal.id, lock=True)
    invite(entered, found_by_code("MINATO-YOK"), "CB", message="通関をお願いします。")
    row = create(entered, "commercial_invoice")
    session.flush()
    held = document_in(entered, row.id)
    begun = values_of(held, roots_of(entered.deal.id))
    save(entered, row.id, begun | offers(entered, held, begun, {}), None)

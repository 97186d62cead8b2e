"""Stock of the demonstration: an opening stocktake, then weeks of receipts, adjustments and sales, and a set."""

import datetime as dt
import random
from decimal import Decimal

from sqlalchemy import select

from app.commerce.stock.lines import Counted, StockLine
from app.commerce.stock.reserving import hold_back
from app.commerce.stock.rules import set_rule
from app.commerce.stock.slips import book
from app.commerce.stocktakes import operations
from app.commerce.warehouses.operations import present_shelves
from app.commerce.warehouses.record import WAREHOUSE
from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.kit import keeping

CLERK, KEEPER = "saito", "kato"
OUTSIDE = {
    "code": "KWS",
    "name": "川崎物流センター",
    "kind": "outside",
    "address": "神奈川県川崎市川崎区東扇島1-1",
}
SET = {
    "code": "SET-001",
    "name": "六角ボルト・座金セット",
    "kana": "ロッカクボルトザガネセット",
    "unit": "セット",
}
WEEKS, LIVELY = 10, 12
RULE = {"way": "share", "safety": 5, "share": 10_000, "cap": None, "fixed": None}


def play(known, first_day, today):
    """Count everything in on the first day, then let the last weeks happen."""
    stage, dice = Stage(known), random.Random(20)
    with stage.as_(CLERK, office_hours(first_day, 17)):
        present_shelves()
        outside = keeping.enter(WAREHOUSE, {**OUTSIDE, "priority": 20, "sells": True}).id
        products = _products()
        _opening(products, outside, dice)
    lively = products[:LIVELY]
    for week in range(WEEKS, 0, -1):
        with stage.as_(CLERK, office_hours(today - dt.timedelta(days=7 * week), 10, 30)):
            _a_week(lively, outside, dice, week)
    _present(stage, lively, today)


def _products():
    return session.scalars(select(Product.id).where(Product.state == "active").order_by(Product.code)).all()


def _opening(products, outside, dice):
    made = operations.begin(name="", opening=True)
    lines = [Counted(one, Decimal(dice.choice((0, 8, 20, 40, 60, 120)))) for one in products]
    lines += [Counted(one, Decimal(100), outside) for one in products[::10]]
    operations.note(made, lines)
    made.state, made.booked_by_name = "booking", made.started_by_name
    operations.book(made.id)


def _a_week(lively, outside, dice, week):
    bought = [StockLine(one, Decimal(dice.choice((10, 20, 30)))) for one in dice.sample(lively, 4)]
    book("receipt", bought, slip_id=new_id(), note="定期入荷")
    sold = [StockLine(one, Decimal(dice.randint(2, 9))) for one in dice.sample(lively, 6)]
    book("shop_sale", sold, slip_id=new_id(), note="店頭販売 まとめ")
    if week % 3 == 0:
        lost = [StockLine(dice.choice(lively), Decimal(-1))]
        book("adjustment", lost, slip_id=new_id(), note="破損のため廃棄")
    if week % 4 == 0:
        moved = [StockLine(lively[0], Decimal(10), outside)]
        book(
            "transfer", moved, slip_id=new_id(), warehouse_id=outside, to_warehouse_id=present_shelves().usual
        )


def _present(stage, lively, today):
    yesterday = office_hours(today - dt.timedelta(days=2), 15)
    with stage.as_(KEEPER, yesterday):
        whole = keeping.enter(PRODUCT, {**SET, "tax_code": "10"})
        put_together(whole, [(lively[1], Decimal(2)), (lively[2], Decimal(1))])
        set_rule(RULE, product_id=None)
        set_rule(RULE | {"safety": 60, "share": 8000, "cap": 50}, product_id=lively[3], label="P0004")
    with stage.as_(CLERK, yesterday):
        hold_back(lively[4], Decimal(3), label="検品待ち")
        book("shop_sale", [StockLine(lively[5], Decimal(400))], slip_id=new_id(), note="大口の店頭販売")

"""Goods come, go and are found; the ledger says why, once each, and adds up."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.commerce.stock import moving
from app.commerce.stock.lines import Counted, StockLine
from app.commerce.stock.model import StockBalance, StockMovement
from app.commerce.stock.queries import available_for
from app.commerce.stock.undoing import undo
from app.commerce.stock.verifying import as_text, differences
from app.commerce.warehouses.model import Warehouse
from app.kernel import db, events
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from app.masters.products.model import Product
from app.platform.audit.model import AuditEntry
from tests.commerce.stock.conftest import Shop


def row(product):
    return session.get(Product, (session.scalar(select(Product.tenant_id).limit(1)), product))


def test_goods_that_arrive_lie_in_a_warehouse_that_is_made_by_itself(shop):
    product = shop.product("A")
    assert shop.receive(product, 5) == 1
    assert shop.figures(product) == (5, 0, 0)
    [warehouse] = session.scalars(select(Warehouse)).all()
    assert (warehouse.code, warehouse.sells, warehouse.kind) == ("MAIN", True, "own")
    assert session.scalars(select(AuditEntry.verb).order_by(AuditEntry.at)).all()[-1] == "stock.receipt"


def test_each_verb_writes_its_kind_and_the_balance_after_it(shop):
    first, second = shop.warehouse("W1", 1), shop.warehouse("W2", 2)
    product, what = shop.product("A"), {"source": "test", "source_id": new_id()}
    moving.receive([StockLine(product, Decimal(10), first, lot="L1")], **what)
    moving.sell_in_shop([StockLine(product, Decimal(3), first, key="a")], **what)
    moving.take_back([StockLine(product, Decimal(1), first, key="b")], **what)
    moving.adjust([StockLine(product, Decimal("-0.5"), first, key="c")], **what)
    moving.move([StockLine(product, Decimal(2), first, key="d")], to=second, **what)
    moving.count([Counted(product, Decimal(6), first)], source="count", source_id=new_id())
    assert shop.movements(product) == [
        ("receipt", 10, 10), ("shop_sale", -3, 7), ("return", 1, 8), ("adjustment", Decimal("-0.5"), Decimal("7.5")),
        ("move_out", -2, Decimal("5.5")), ("move_in", 2, 2), ("count", Decimal("0.5"), 6),
    ]  # fmt: skip
    assert (shop.figures(product, first), shop.figures(product, second)) == ((6, 0, 0), (2, 0, 0))


def test_the_same_line_of_the_same_cause_is_booked_once(shop):
    product, cause, line = shop.product("A"), new_id(), new_id()
    lines = [StockLine(product, Decimal(5), line_id=line)]
    assert [moving.receive(lines, source="delivery", source_id=cause) for _again in range(2)] == [1, 0]
    assert moving.receive(lines, source="another", source_id=cause) == 1
    assert shop.figures(product) == (10, 0, 0)


def test_more_than_there_is_may_leave_and_the_books_show_it(shop):
    product = shop.stocked("A", 1)
    moving.sell_in_shop([StockLine(product, Decimal(3))], source="test", source_id=new_id())
    assert shop.figures(product) == (-2, 0, 0)
    assert available_for([product])[product].available == -2


def test_a_count_books_the_difference_to_what_the_books_said_when_it_was_counted(shop):
    product = shop.stocked("A", 10)
    line = Counted(product, Decimal(8), expected=Decimal(10))
    moving.sell_in_shop([StockLine(product, Decimal(1))], source="test", source_id=new_id())
    assert moving.count([line], source="count", source_id=new_id()) == 1
    assert shop.figures(product) == (7, 0, 0)
    assert moving.count([Counted(product, Decimal(7))], source="count", source_id=new_id()) == 0


def test_undoing_writes_a_counter_movement_once(shop):
    product, cause = shop.product("A"), new_id()
    moving.receive([StockLine(product, Decimal(5))], source="slip", source_id=cause)
    assert [undo("slip", cause), undo("slip", cause)] == [1, 0]
    assert shop.movements(product) == [("receipt", 5, 5), ("receipt", -5, 0)]
    first, second = session.scalars(select(StockMovement).order_by(StockMovement.id)).all()
    assert (first.reverses_id, second.reverses_id) == (None, first.id)


def test_a_movement_can_neither_be_changed_nor_deleted(shop):
    shop.stocked("A", 5)
    for statement in ("UPDATE stock_movements SET quantity = 1", "DELETE FROM stock_movements"):
        with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
            session.execute(text(statement))


def test_verifying_finds_a_balance_that_somebody_changed_by_hand(shop):
    product = shop.stocked("A", 5)
    session.execute(text("UPDATE stock_balances SET on_hand = 6 WHERE on_hand = 5"))
    [found] = differences()
    assert (found[0], found[2:4]) == (product, (6, 5))
    session.execute(text("UPDATE stock_balances SET on_hand = 5 WHERE on_hand = 6"))


def test_a_set_moves_its_parts_and_has_as_many_as_they_make(shop):
    x, y, a, outer = (shop.product(code) for code in ("X", "Y", "A", "B"))
    put_together(row(a), [(x, Decimal(2)), (y, Decimal(1))])
    put_together(row(outer), [(a, Decimal(2)), (y, Decimal(3))])
    shop.receive(x, 5), shop.receive(y, 9)
    found = available_for([a, outer, x])
    assert (found[a].available, found[outer].available, found[x].available) == (2, 1, 5)
    moving.sell_in_shop([StockLine(outer, Decimal(1))], source="test", source_id=new_id())
    assert (shop.figures(x), shop.figures(y)) == ((1, 0, 0), (4, 0, 0))
    with pytest.raises(Rejected, match="構成品"):
        moving.adjust([StockLine(a, Decimal(1))], source="test", source_id=new_id())


def test_parts_in_two_warehouses_make_no_set(shop):
    first, second = shop.warehouse("W1", 1), shop.warehouse("W2", 2)
    x, y, a = (shop.product(code) for code in ("X", "Y", "A"))
    put_together(row(a), [(x, Decimal(1)), (y, Decimal(1))])
    shop.receive(x, 5, first), shop.receive(y, 5, second)
    assert available_for([a])[a].available == 0
    shop.receive(y, 2, first)
    assert available_for([a])[a].available == 2


def test_stock_of_a_warehouse_that_does_not_sell_is_not_available(shop):
    shop.warehouse("W1", 1)
    back = shop.warehouse("W2", 2, sells=False)
    product = shop.stocked("A", 5, back)
    assert available_for([product])[product].available == 0
    assert available_for([product], [back])[product].available == 5


def test_everybody_hears_once_a_transaction_which_products_changed(shop, monkeypatch):
    heard, moved = [], []
    monkeypatch.setitem(events._listeners, "stock.changed", [lambda **facts: heard.append(facts)])
    monkeypatch.setitem(events._listeners, "stock.moved", [lambda **facts: moved.append(facts)])
    x, a = shop.product("X"), shop.product("A")
    put_together(row(a), [(x, Decimal(2))])
    moved.clear()
    shop.receive(x, 5), shop.receive(x, 6)
    assert (heard, [one["product_ids"] for one in moved]) == ([], [{x, a}, {x, a}])
    tenant = db.outermost().scalar(select(StockBalance.tenant_id).limit(1))
    db.outermost().commit()
    assert heard == [{"tenant_id": tenant, "product_ids": frozenset({x, a})}]


def test_another_company_sees_and_touches_nothing_of_it(inside, cast):
    with inside(cast.shipping_clerk):
        product = Shop().stocked("A", 5)
    with inside(cast.foreign.shipping_clerk):
        assert available_for([product])[product].on_hand == 0
        assert session.scalar(text("SELECT count(*) FROM stock_movements")) == 0
        assert session.scalar(text("SELECT count(*) FROM stock_balances")) == 0
        with pytest.raises(IntegrityError), session.begin_nested():
            Shop().receive(product, 5)
    with inside(cast.shipping_clerk):
        assert Shop().figures(product) == (5, 0, 0)


def test_the_command_says_what_does_not_add_up():
    assert as_text([]) == "the stock adds up\n"
    wrong = ("yamada", ("P", "W", 6, 5, 0, None, 0, None))
    assert as_text([wrong]).splitlines() == [
        "yamada: product P in warehouse W: on hand 6 (movements 5), reserved 0 (None), held back 0 (None)",
        "STOCK DOES NOT ADD UP",
    ]

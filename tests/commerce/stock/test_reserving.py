"""Who gets what: by delivery date, then order time; what is missing waits and is served when goods come."""

import datetime as dt
from decimal import Decimal

import pytest

from app.commerce.stock import moving
from app.commerce.stock.lines import StockLine
from app.commerce.stock.queries import available_for
from app.commerce.stock.reserving import hold_back, release, reserve
from app.commerce.stock.shipping import ship, unship
from app.commerce.stock.undoing import undo
from app.kernel import events
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from tests.commerce.stock.test_ledger import row

SOON, LATER = dt.date(2026, 11, 25), dt.date(2026, 12, 25)


def allocated(found, *wants):
    return [found[one.for_id].allocated for one in wants]


def test_the_earliest_delivery_date_then_the_earliest_order_is_served_first(shop):
    product = shop.stocked("A", 5)
    early, late = shop.want(product, 2, hour=1), shop.want(product, 2, hour=5)
    dated, far = shop.want(product, 2, hour=9, wanted_on=SOON), shop.want(product, 2, wanted_on=LATER)
    found = reserve([late, early, far, dated])
    assert allocated(found, dated, far, early, late) == [2, 2, 0, 0]
    assert shop.figures(product) == (5, 4, 0)
    assert available_for([product])[product].promised == -3


def test_a_part_is_set_aside_only_for_who_takes_a_part(shop):
    product = shop.stocked("A", 5)
    whole, some = shop.want(product, 6), shop.want(product, 6, hour=1, partial=True)
    found = reserve([whole, some])
    assert allocated(found, whole, some) == [0, 5]
    assert (found[some.for_id].waiting, found[some.for_id].complete) == (1, False)


def test_saying_it_again_changes_nothing_and_saying_it_otherwise_the_difference(shop):
    product = shop.stocked("A", 5)
    want = shop.want(product, 3)
    assert [allocated(reserve([want]), want) for _again in range(2)] == [[3], [3]]
    assert shop.figures(product) == (5, 3, 0)
    more = shop.want(product, 5, for_id=want.for_id)
    assert (allocated(reserve([more]), more), shop.figures(product)) == ([5], (5, 5, 0))
    less = shop.want(product, 1, for_id=want.for_id)
    assert (allocated(reserve([less]), less), shop.figures(product)) == ([1], (5, 1, 0))
    other = shop.stocked("B", 5)
    swapped = shop.want(other, 2, for_id=want.for_id)
    assert (allocated(reserve([swapped]), swapped), shop.figures(product)) == ([2], (5, 0, 0))
    assert [state for *_figures, state in shop.states(want)] == ["released", "open"]


def test_what_waits_is_served_by_itself_when_goods_come_the_oldest_first(shop, monkeypatch):
    told = []
    monkeypatch.setitem(events._listeners, "stock.received", [lambda **facts: told.append(facts["served"])])
    product = shop.product("A")
    second, first = shop.want(product, 3, hour=2), shop.want(product, 3, hour=1)
    reserve([second]), reserve([first])
    shop.receive(product, 4)
    assert (shop.states(first), shop.states(second)) == ([(3, 3, 0, "open")], [(3, 0, 0, "open")])
    shop.receive(product, 2)
    assert shop.states(second) == [(3, 3, 0, "open")]
    assert told == [{"slip_line": {first.for_id}}, {"slip_line": {second.for_id}}]


def test_what_is_given_back_goes_to_who_waits(shop, monkeypatch):
    freed = []
    monkeypatch.setitem(events._listeners, "stock.freed", [lambda **facts: freed.append(facts["served"])])
    product = shop.stocked("A", 3)
    has, waits = shop.want(product, 3), shop.want(product, 2, hour=1)
    reserve([has, waits])
    assert [release([has.for_id]), release([has.for_id])] == [1, 0]
    assert (shop.states(has), shop.states(waits)) == ([(3, 0, 0, "released")], [(2, 2, 0, "open")])
    assert freed[-1] == {"slip_line": {waits.for_id}}


def test_a_smaller_order_frees_pieces_for_who_waits(shop):
    product = shop.stocked("A", 3)
    has, waits = shop.want(product, 3), shop.want(product, 2, hour=1)
    reserve([has, waits])
    reserve([shop.want(product, 1, for_id=has.for_id)])
    assert shop.states(waits) == [(2, 2, 0, "open")]


def test_a_line_is_drawn_from_the_first_warehouse_that_has_all(shop):
    first, second = shop.warehouse("W1", 1), shop.warehouse("W2", 2)
    product = shop.stocked("A", 2, first)
    shop.receive(product, 5, second)
    small, big, huge = (
        shop.want(product, 1),
        shop.want(product, 3, hour=1),
        shop.want(product, 9, hour=2, partial=True),
    )
    found = reserve([small, big, huge])
    assert [found[one.for_id].warehouse_id for one in (small, big, huge)] == [first, second, second]
    assert allocated(found, small, big, huge) == [1, 3, 2]


def test_a_line_that_waits_anywhere_is_served_from_wherever_goods_come(shop):
    first, second = shop.warehouse("W1", 1), shop.warehouse("W2", 2)
    product = shop.product("A")
    bound, free = shop.want(product, 2, warehouse_id=first), shop.want(product, 2, hour=1)
    reserve([bound, free])
    shop.receive(product, 2, second)
    assert (shop.states(bound), shop.states(free)) == ([(2, 0, 0, "open")], [(2, 2, 0, "open")])
    assert shop.figures(product, second) == (2, 2, 0)


def test_shipping_turns_a_reservation_into_a_movement_once(shop):
    product = shop.stocked("A", 5)
    want = shop.want(product, 3)
    reserve([want])
    assert [ship([want.for_id]), ship([want.for_id])] == [1, 0]
    assert (shop.figures(product), shop.states(want)) == ((2, 0, 0), [(3, 0, 3, "shipped")])
    assert shop.movements(product)[-1] == ("shipment", -3, 2)


def test_what_was_not_set_aside_leaves_only_when_one_insists(shop):
    product = shop.stocked("A", 2)
    want = shop.want(product, 3, label="R-1001", partial=True)
    reserve([want])
    with pytest.raises(Rejected, match="R-1001"):
        ship([want.for_id])
    assert shop.figures(product) == (2, 2, 0)
    assert ship([want.for_id], short=True) == 1
    assert (shop.figures(product), shop.states(want)) == ((-1, 0, 0), [(3, 0, 3, "shipped")])


def test_a_line_may_leave_in_two_parcels(shop):
    product = shop.stocked("A", 5)
    want = shop.want(product, 5)
    reserve([want])
    for _again in range(2):
        ship([want.for_id], quantities={want.for_id: Decimal(2)}, key="parcel-1")
    assert shop.states(want) == [(5, 3, 2, "open")]
    with pytest.raises(Rejected):
        reserve([shop.want(product, 1, for_id=want.for_id)])
    ship([want.for_id])
    assert (shop.states(want), shop.figures(product)) == ([(5, 0, 5, "shipped")], (0, 0, 0))


def test_a_shipment_that_was_a_mistake_comes_back_reserved(shop):
    product = shop.stocked("A", 5)
    want = shop.want(product, 3)
    reserve([want])
    ship([want.for_id])
    assert [unship([want.for_id]), unship([want.for_id])] == [1, 0]
    assert (shop.figures(product), shop.states(want)) == ((5, 3, 0), [(3, 3, 0, "open")])
    assert ship([want.for_id], key="again") == 1


def test_a_set_reserves_and_ships_its_parts_together(shop):
    x, y, a = (shop.product(code) for code in ("X", "Y", "A"))
    put_together(row(a), [(x, Decimal(2)), (y, Decimal(1))])
    shop.receive(x, 5), shop.receive(y, 9)
    three, some = shop.want(a, 3), shop.want(a, 3, hour=1, partial=True)
    found = reserve([three, some])
    assert allocated(found, three, some) == [0, 2]
    assert (shop.figures(x), shop.figures(y)) == ((5, 5, 0), (9, 6, 0))
    assert ship([some.for_id], quantities={some.for_id: Decimal(1)}, key="p1") == 2
    assert (shop.figures(x), shop.figures(y)) == ((3, 3, 0), (8, 5, 0))
    shop.receive(x, 7)
    assert [one.complete for one in reserve([three, some]).values()] == [True, True]


def test_a_line_that_waits_is_served_by_what_another_gives_back_in_the_same_call(shop):
    product = shop.stocked("A", 3)
    late = shop.want(product, 3, hour=5)
    reserve([late])
    early, less = shop.want(product, 2, hour=1), shop.want(product, 1, hour=5, for_id=late.for_id)
    assert allocated(reserve([early, less]), early, less) == [2, 1]
    assert shop.figures(product) == (3, 3, 0)


def test_stock_that_is_held_back_is_not_available_until_it_is_released(shop):
    product = shop.stocked("A", 5)
    hold = hold_back(product, 2, label="検品待ち")
    found = available_for([product])[product]
    assert (found.on_hand, found.held_back, found.available) == (5, 2, 3)
    want = shop.want(product, 4)
    assert allocated(reserve([want]), want) == [0]
    release([hold], kind="hold")
    assert shop.states(want) == [(4, 4, 0, "open")]


def test_a_sale_over_the_counter_leaves_promises_standing(shop):
    product = shop.stocked("A", 3)
    want = shop.want(product, 3)
    reserve([want])
    moving.sell_in_shop([StockLine(product, Decimal(1))], source="test", source_id=new_id())
    assert available_for([product])[product].available == -1


def test_ten_lines_and_ten_thousand_take_the_same_number_of_statements(shop, statements):
    product = shop.stocked("A", 1000)
    counts = []
    for many in (1, 30):
        wants = [shop.want(product, 1, hour=n) for n in range(many)]
        statements.clear()
        reserve(wants)
        ship([one.for_id for one in wants])
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_sale_that_is_taken_back_serves_who_waits(shop):
    product, cause = shop.stocked("A", 3), new_id()
    moving.sell_in_shop([StockLine(product, Decimal(3))], source="test", source_id=cause)
    waits = shop.want(product, 2)
    reserve([waits])
    assert (shop.states(waits), undo("test", cause)) == ([(2, 0, 0, "open")], 1)
    assert shop.states(waits) == [(2, 2, 0, "open")]

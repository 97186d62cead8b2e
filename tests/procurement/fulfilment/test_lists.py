"""The lists of orders, receipts and acceptances: what they show, find and cost."""

import datetime as dt
from decimal import Decimal

import pytest

from app.procurement.acceptances.accepting import Entry, accept
from app.procurement.deliveries.operations import receive
from app.procurement.orders.contents import items_of
from tests.procurement.fulfilment.conftest import item, terms_of

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def buyer(client, cast, partner_id):
    return client(cast.buyer)


@pytest.mark.parametrize("address, most", [("orders", 4), ("deliveries", 4), ("acceptances", 4)])
def test_lists_cost_the_same_with_one_and_three_rows(
    client, cast, ordering, inside, the_order, statements, address, most
):
    def one_more():
        order_id = ordering()
        with inside(cast.buyer) as person:
            order = the_order(order_id)
            line = order.lines[0]
            receive(order, {line.id: 2}, received_on=dt.date(2026, 11, 20), by=person)
            accept(order, [Entry(line, quantity=Decimal(1))], accepted_on=dt.date(2026, 11, 21), by=person)

    def cost():
        reader = client(cast.buyer)
        reader.get(f"/yamada/{address}")
        statements.clear()
        assert reader.get(f"/yamada/{address}").status_code == 200
        return len(statements)

    one_more()
    first = cost()
    one_more()
    one_more()
    assert cost() == first
    assert first <= most + 1  # the session's own statement comes on top


def test_an_empty_list_offers_the_first_step(client, cast):
    assert "まだ何もありません" in client(cast.buyer).get("/yamada/orders").text
    assert "納品はまだありません" in client(cast.buyer).get("/yamada/deliveries").text
    assert "検収はまだありません" in client(cast.buyer).get("/yamada/acceptances").text


def test_the_list_is_searched_and_filtered(buyer, ordering, inside, cast, the_order):
    ordering(subject="油圧ホース")
    late = ordering(item(day=dt.date(2026, 11, 1)), subject="軸受")
    for address, shown, hidden in (
        ("?q=油圧", "油圧ホース", "軸受"),
        ("?overdue=1", "軸受", "油圧ホース"),
        ("?status=issued&q=軸", "軸受", "油圧ホース"),
    ):
        page = buyer.get(f"/yamada/orders{address}", headers=HTMX)
        assert (shown in page.text, hidden in page.text) == (True, False)
    with inside(cast.buyer) as person:
        order = the_order(late)
        order.propose(terms_of(order), items_of(order), reason="確認", by=person)
    assert "第1版への変更" in buyer.get(f"/yamada/orders/{late}").text

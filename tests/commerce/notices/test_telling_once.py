"""Each slip is told once; bundled ones with their parcel's number; again only knowingly."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.commerce.notices import operations, queries
from app.commerce.notices.model import ShipmentNotice
from app.commerce.sealed_files import keeping
from app.commerce.slips.model import Slip, Tracking
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.labels.slips import shop, slip

DAY = dt.date(2026, 11, 7)


@pytest.fixture
def clerk(inside, cast):
    with inside(cast.shipping_clerk) as actor:
        yield actor


def sent(channel, number, *tracking, **facts):
    one = slip(channel, number=number, status="shipped", shipped_on=DAY, carrier="yamato", **facts)
    for place, text in enumerate(tracking, 1):
        session.add(Tracking(slip_id=one.id, piece_no=place, carrier="yamato", number=text))
    session.flush()
    return one


def lines(file):
    [kept] = session.scalars(keeping.files_of(file.id))
    return keeping.opened(kept).decode("cp932").split("\r\n")[1:-1]


def states():
    return session.execute(
        select(ShipmentNotice.state, ShipmentNotice.again).order_by(ShipmentNotice.created_at)
    ).all()


def test_a_file_tells_what_is_not_known_yet_and_nothing_twice(clerk):
    store = shop("rakuten")
    one = sent(store, "R-1", "444413758703", "512547514334")
    sent(store, "R-2")  # without a number
    slip(store, number="R-3", status="working")
    file = operations.write_file(store)
    assert lines(file) == ["R-1,,,444413758703,1001,2026-11-07", "R-1,,,512547514334,1001,2026-11-07"]
    assert states() == [("pending", False)]
    with pytest.raises(Rejected):
        operations.write_file(store)
    operations.hand_over(file)
    assert states() == [("sent", False)]
    assert session.scalar(select(Slip.told_at).where(Slip.id == one.id)) is not None


def test_a_bundled_slip_is_told_to_its_own_shop_with_the_parcels_number(clerk):
    leader_shop, child_shop = shop("rakuten"), shop("yahoo")
    leader = sent(leader_shop, "R-1", "444413758703")
    sent(child_shop, "Y-1", carried_by_id=leader.id)
    assert lines(operations.write_file(leader_shop)) == ["R-1,,,444413758703,1001,2026-11-07"]
    assert lines(operations.write_file(child_shop)) == ["Y-1,,1001,444413758703,2026/11/07,3"]


def test_yahoo_hears_of_an_order_when_all_its_parcels_are_on_their_way(clerk):
    store = shop("yahoo")
    first = sent(store, "Y-1", "444413758703")
    rest = Slip(
        order_id=first.order_id, slip_no=2, channel_id=store.id, order_number="Y-1", ordered_at=first.ordered_at,
        status="working", recipient=first.recipient, carrier="yamato",
    )  # fmt: skip
    session.add(rest)
    session.flush()
    with pytest.raises(Rejected):
        operations.write_file(store)
    rest.status, rest.shipped_on = "shipped", DAY
    session.add(Tracking(slip_id=rest.id, piece_no=1, carrier="yamato", number="512547514334"))
    session.flush()
    assert lines(operations.write_file(store)) == ["Y-1,,1001,444413758703,512547514334,2026/11/07,3"]


def test_two_recipients_of_an_order_are_named_for_rakuten(clerk):
    store = shop("rakuten")
    first = sent(store, "R-1", "444413758703", key="70000001")
    other = Slip(
        order_id=first.order_id, slip_no=2, key="70000002", channel_id=store.id, order_number="R-1",
        ordered_at=first.ordered_at, status="working", recipient=first.recipient,
    )  # fmt: skip
    session.add(other)
    session.flush()
    assert lines(operations.write_file(store)) == ["R-1,70000001,,444413758703,1001,2026-11-07"]


def test_amazon_is_told_lines_and_quantities(clerk):
    store = shop("amazon")
    sent(store, "250-1", "444413758703", goods=(("蜂蜜", 2), ("茶", 1)))
    told = [line.split("\t")[:4] for line in lines(operations.write_file(store))[2:]]
    assert told == [["250-1", "1", "2", "2026-11-07"], ["250-1", "2", "1", "2026-11-07"]]


def test_again_is_told_only_on_purpose(clerk):
    store = shop("rakuten")
    sent(store, "R-1", "444413758703")
    operations.hand_over(operations.write_file(store))
    file = operations.tell_again(store, "R-1")
    assert lines(file) == ["R-1,,,444413758703,1001,2026-11-07"]
    assert states() == [("sent", False), ("pending", True)]
    with pytest.raises(Rejected):
        operations.tell_again(store, "R-9")


def test_a_file_nobody_fetched_is_thrown_away_and_its_slips_are_untold(clerk):
    store = shop("rakuten")
    one = sent(store, "R-1", "444413758703")
    operations.throw_away(operations.write_file(store))
    session.flush()
    assert session.scalars(queries.untold(store)).all() == [one.id]
    file = operations.write_file(store)
    operations.hand_over(file)
    with pytest.raises(Rejected):
        operations.throw_away(file)


def test_an_interface_uses_the_same_rows(clerk):
    store = shop("shopify")
    one = sent(store, "S-1", "444413758703")
    made = operations.prepare([one.id], store, way="api")
    notice_id, told = made[one.id]
    assert (told.order_number, told.numbers) == ("S-1", ("444413758703",))
    operations.mark_failed([notice_id], "The shop said no.")
    assert states() == [("failed", False)]
    operations.mark_sent([notice_id])
    assert session.execute(
        select(ShipmentNotice.state, ShipmentNotice.error, ShipmentNotice.attempts)
    ).one() == ("sent", "", 2)
    assert operations.prepare([one.id], store, way="api") == {}


def test_the_database_keeps_a_second_first_notice_out(clerk):
    store = shop("rakuten")
    one = sent(store, "R-1", "444413758703")
    operations.write_file(store)
    session.add(
        ShipmentNotice(slip_id=one.id, channel_id=store.id, carrier="yamato", numbers=[], shipped_on=DAY)
    )
    with pytest.raises(IntegrityError, match="uq_shipment_notices_once"):
        session.flush()
    session.rollback()


def test_files_are_written_and_fetched_on_the_page(client, cast, inside):
    with inside(cast.shipping_clerk):
        store = shop("rakuten", name="楽天の店")
        sent(store, "R-1", "444413758703")
    web = client(cast.shipping_clerk)
    page = "/yamada/shipment-notices"
    assert "楽天の店" in web.get(page).get_data(as_text=True)
    web.post_form(f"{page}/shops/{store.id}/file", form_page=page)
    with inside(cast.shipping_clerk):
        file = session.scalars(queries.files()).one().id
    assert web.post_form(f"{page}/files/{file}/handing-over", form_page=page).data.startswith(
        "注文番号".encode("cp932")
    )
    again = {"channel_id": str(store.id), "order_number": "R-1"}
    assert web.post_form(f"{page}/again", again, form_page=page).status_code == 303
    assert web.post_form(f"{page}/again", again | {"order_number": "X"}, form_page=page).status_code == 422
    assert web.get(page).status_code == 200
    assert client(cast.buyer).get(page).status_code == 403

"""Files of carriers and numbers by hand: read, looked at, taken in once; slips are on their way then."""

import datetime as dt
import io

import pytest
from sqlalchemy import select, text

from app.commerce.labels import batching
from app.commerce.slips.model import Slip, Tracking
from app.commerce.trackings import operations
from app.commerce.trackings.matching import found
from app.commerce.trackings.reading import read
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.labels.making import sample
from tests.commerce.labels.slips import contract, shop, slip, tomorrow

DAY = dt.date(2026, 11, 7)


@pytest.fixture
def clerk(inside, cast):
    with inside(cast.shipping_clerk) as actor:
        yield actor


def labelled(key, **facts):
    """A slip that is being packed, whose label has this key."""
    one = slip(shop(), **facts)
    batching.make(batching.open_batch([one.id], contract(), tomorrow()).batch)
    session.execute(text("UPDATE labels SET key = :key WHERE slip_id = :id"), {"key": key, "id": one.id})
    session.expire_all()
    return one


def intake_of(content, name="issued.csv"):
    content = content if isinstance(content, bytes) else content.encode("cp932")
    return operations.upload(io.BytesIO(content), name, DAY)


def state(one):
    return session.execute(select(Slip.status, Slip.shipped_on, Slip.carrier).where(Slip.id == one.id)).one()


def numbers(one):
    rows = select(Tracking.piece_no, Tracking.number, Tracking.verified).where(Tracking.slip_id == one.id)
    return session.execute(rows.order_by(Tracking.piece_no)).all()


def test_b2_sends_its_slip_on_the_way_and_the_same_file_twice_changes_nothing(clerk):
    one = labelled("S000000101")
    intake = intake_of(sample("yamato_b2_export.csv"))
    assert (intake.format, state(one).status) == ("b2", "working")
    operations.take_in(intake)
    assert intake.counts == {"new": 1, "shipped": 1, "refused": 0, "left": 0, "same": 0}
    assert state(one) == ("shipped", DAY, "yamato")
    assert numbers(one) == [(1, "444413758703", True)]
    again = intake_of(sample("yamato_b2_export.csv"))
    operations.take_in(again)
    assert again.counts == {"new": 0, "shipped": 0, "refused": 0, "left": 0, "same": 1}
    assert numbers(one) == [(1, "444413758703", True)]
    assert session.scalar(text("SELECT count(*) FROM audit_entries WHERE verb = 'tracking.added'")) == 1


def test_yupack_history_is_read(clerk):
    one = labelled("S000000106")
    operations.take_in(intake_of(sample("yupack_history_export.csv")))
    assert state(one) == ("shipped", DAY, "japanpost")
    assert numbers(one) == [(1, "405548424886", True)]


@pytest.mark.parametrize(
    "number, key",
    [
        ("お問い合せ送り状No.", "お客様管理番号"),
        ("お問い合せ送り状№", "お客様管理番号"),
        ("お問合せ送り状No", "お客様管理番号"),
        ("問い合せ№", "顧客管理番号"),
    ],
)
def test_e_hiden_is_read_under_every_spelling_of_its_columns(clerk, number, key):
    one = labelled("S000000105")
    intake = intake_of(f"{number},元着区分,出荷日,{key}\r\n512547514334,1,20261109,S000000105\r\n")
    assert intake.format == "ehiden"
    operations.take_in(intake)
    assert state(one) == ("shipped", dt.date(2026, 11, 9), "sagawa")
    assert numbers(one) == [(1, "512547514334", True)]


def test_seino_is_read(clerk):
    one = labelled("S000000107")
    header = "出荷予定日,管理番号,お問合せ番号,元着区分"
    operations.take_in(intake_of(f"{header}\r\n20261109,S000000107,1234567890,1\r\n"))
    assert numbers(one) == [(1, "1234567890", None)]


def test_an_own_file_names_order_carrier_and_day_and_may_hold_several_numbers(clerk):
    one, two = slip(shop(), number="T-1", status="working"), slip(shop(), number="T-2", status="working")
    rows = "受注番号,お問い合わせ伝票番号,配送会社,出荷日\r\n"
    rows += "T-1,444413758703、512547514334,1001,2026/11/08\r\nT-2-1,405548424886,ゆうパック,\r\n"
    operations.take_in(intake_of(rows))
    assert [row[:2] for row in numbers(one)] == [(1, "444413758703"), (2, "512547514334")]
    assert state(one) == ("shipped", dt.date(2026, 11, 8), "yamato")
    assert state(two) == ("shipped", DAY, "japanpost")


def test_several_rows_of_a_key_are_several_parcels(clerk):
    one = labelled("S000000103", pieces=2)
    head = "お客様管理番号,伝票番号,出荷予定日"
    operations.take_in(intake_of(f"{head}\r\nS000000103,444413758703,\r\nS000000103,512547514334,\r\n"))
    assert [row[1] for row in numbers(one)] == ["444413758703", "512547514334"]


def test_a_number_that_a_spreadsheet_shortened_comes_back_with_the_reason(clerk, in_english):
    one = labelled("S000000106")
    head = sample("yupack_history_export.csv").decode("cp932").split("\r\n")[0]
    intake = intake_of(f"{head}\r\nS000000106,4.05549E+11,20261107,,10,0A\r\n")
    [(place, message, values)] = intake.refused
    assert (place, values) == (2, {"text": "4.05549E+11"})
    assert message.startswith("A spreadsheet has shortened the number")
    operations.take_in(intake)
    assert (intake.counts["refused"], numbers(one), state(one).status) == (1, [], "working")


def test_a_wrong_check_digit_is_a_warning_in_files(clerk):
    one = labelled("S000000101")
    findings = found(
        read(
            io.BytesIO("お客様管理番号,伝票番号\r\nS000000101,444413758704\r\n".encode("cp932")), "a.csv"
        ).lines
    )
    assert [(f.state, f.doubtful) for f in findings] == [("new", ["444413758704"])]
    operations.write(findings, DAY, why="tracking_file")
    assert numbers(one) == [(1, "444413758704", False)]


def test_unknown_keys_and_slips_that_cannot_be_sent_come_back(clerk):
    held = slip(shop(), number="H-1", status="held", held_from="ready")
    leader = slip(shop(), number="L-1", status="working")
    slip(shop(), number="C-1", status="working", carried_by_id=leader.id)
    twins = shop()
    first = slip(twins, number="W-1", status="working")
    session.add(
        Slip(
            order_id=first.order_id, slip_no=2, channel_id=twins.id, order_number="W-1", ordered_at=first.ordered_at,
            status="working", recipient=first.recipient,
        )
    )  # fmt: skip
    session.flush()
    rows = "".join(f"{key},444413758703\r\n" for key in ("X-9", "H-1", "C-1", "W-1"))
    intake = intake_of("受注番号,追跡番号\r\n" + rows)
    findings = operations.take_in(intake)
    assert [(f.key, f.state) for f in findings] == [
        ("X-9", "unknown"), ("H-1", "standing"), ("C-1", "bundled"), ("W-1", "several"),
    ]  # fmt: skip
    assert intake.counts["left"] == 4
    assert session.scalars(select(Tracking.number)).all() == []
    assert state(held).status == "held"


def test_what_a_slip_carries_travels_with_it(clerk):
    leader = slip(shop(), number="L-1", status="working")
    child = slip(shop(), number="C-1", status="working", carried_by_id=leader.id)
    operations.take_in(intake_of("受注番号,追跡番号,配送会社\r\nL-1,444413758703,ヤマト運輸\r\n"))
    assert [state(leader).status, state(child).status] == ["shipped", "shipped"]
    assert state(child).shipped_on == DAY
    assert numbers(child) == []


def test_numbers_typed_by_hand_stop_at_a_wrong_check_digit(clerk):
    one = slip(shop(), number="T-1", status="working")
    with pytest.raises(Rejected):
        operations.type_in("T-1", "yamato", "444413758704", DAY)
    assert numbers(one) == []
    operations.type_in("T-1", "yamato", "4444-1375-8703", DAY)
    assert numbers(one) == [(1, "444413758703", True)]
    assert state(one) == ("shipped", DAY, "yamato")
    with pytest.raises(Rejected):
        operations.type_in("T-1", "yamato", "444413758703", DAY)
    with pytest.raises(Rejected):
        operations.type_in("T-9", "yamato", "444413758703", DAY)


@pytest.mark.parametrize("content", ["名前,住所\r\nあ,い\r\n", "お客様管理番号,伝票番号\r\nS1,\r\n"])
def test_a_file_without_numbers_is_refused(clerk, content):
    with pytest.raises(Rejected):
        intake_of(content)


def test_what_was_read_is_sealed_and_forgotten(clerk):
    labelled("S000000101")
    intake = intake_of(sample("yamato_b2_export.csv"))
    session.flush()
    kept = bytes(session.scalar(text("SELECT lines FROM tracking_intakes")))
    assert b"444413758703" not in kept
    assert "花子".encode() not in kept
    with clock.frozen(intake.purge_at):
        operations.purge()
    assert session.scalar(text("SELECT lines FROM tracking_intakes")) is None


def status_of(number):
    return session.scalar(select(Slip.status).where(Slip.order_number == number))


def test_a_file_is_looked_at_and_taken_in_on_its_page(client, cast, inside):
    with inside(cast.shipping_clerk):
        labelled("S000000101", number="B-1")
        slip(shop(), number="T-1", status="working")
    web = client(cast.shipping_clerk)
    upload = {"file": (io.BytesIO(sample("yamato_b2_export.csv")), "issued.csv"), "shipped_on": "2026/11/07"}
    answer = web.post_form("/yamada/trackings", upload, content_type="multipart/form-data")
    address = answer.headers["Location"]
    assert "444413758703" in web.get(address).get_data(as_text=True)
    with inside(cast.shipping_clerk):
        assert status_of("B-1") == "working"
    web.post_form(f"{address}/taking", form_page=address)
    assert web.get(address).status_code == 200
    with inside(cast.shipping_clerk):
        assert status_of("B-1") == "shipped"
    typed = {"key": "T-1", "carrier": "yamato", "numbers": "444413758704", "typed_on": "2026/11/07"}
    assert web.post_form("/yamada/trackings/typed", typed, form_page="/yamada/trackings").status_code == 422
    right = typed | {"numbers": "444413758703"}
    assert web.post_form("/yamada/trackings/typed", right, form_page="/yamada/trackings").status_code == 303
    assert web.get("/yamada/trackings").status_code == 200
    assert client(cast.buyer).get("/yamada/trackings").status_code == 403

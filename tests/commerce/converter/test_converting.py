"""The converter: files in, labels out, and what is left of it after three in the morning."""

import datetime as dt

import pytest
from sqlalchemy import func, select, text

from app.commerce.channels.model import Channel
from app.commerce.converter import operations
from app.commerce.converter.expiring import end_of, purge, standing, throw_away
from app.commerce.converter.model import ConverterDay, ConverterFile, ConverterLoad, ConverterParcel
from app.commerce.converter.packing import packed, unpacked
from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.db import db, session
from app.kernel.errors import Forbidden, Rejected
from app.kernel.tenancy import left_out_of_backups
from app.platform.jobs.model import Job
from app.platform.storage import places
from tests.commerce.intake.files import as_file, rows_of, sample
from tests.commerce.labels.slips import contract

EVENING = dt.datetime(2026, 11, 6, 18, tzinfo=JST)
NIGHT = dt.datetime(2026, 11, 7, 3, tzinfo=JST)
MARKERS = ("花子", "髙橋", "芝公園４－２－８", "こばやし商会", "東塩小路町７２１", "075-000-1111", "T-000123")
TABLES = ["converter_files", "converter_loads", "converter_parcels"]


@pytest.fixture
def evening(cast):
    """Two contracts and a shop, on an evening."""
    with cast.inside(cast.shop_manager), clock.frozen(EVENING):
        shop = Channel(
            code="R1", name="楽天店", kind="rakuten", sender_name="山田商店", sender_postal="1050011",
            sender_address="東京都港区芝公園4-2-8", sender_phone="03-0000-0000", changed_at=clock.now(),
        )  # fmt: skip
        session.add(shop)
        yamato, sagawa = contract("b2", sender="shop"), contract("ehiden3", "hikyaku", sender="shop")
        session.flush()
        yield yamato, sagawa, shop


def drop(evening, *names):
    yamato, _sagawa, shop = evening
    return operations.drop([(name, sample(name)) for name in names], yamato, channel=shop)


@pytest.mark.parametrize(
    "moment, end",
    [
        ((2026, 11, 7, 2, 59), (2026, 11, 7, 3)),
        ((2026, 11, 7, 2, 59, 59), (2026, 11, 7, 3)),
        ((2026, 11, 7, 3, 0, 0), (2026, 11, 8, 3)),
        ((2026, 11, 7, 3, 0, 1), (2026, 11, 8, 3)),
        ((2026, 12, 31, 18), (2027, 1, 1, 3)),
    ],
)
def test_what_is_dropped_ends_at_the_next_three_in_the_morning(moment, end):
    here = dt.datetime(*moment, tzinfo=JST)
    assert end_of(here) == dt.datetime(*end, tzinfo=JST)
    assert end_of(here.astimezone(dt.UTC)) == dt.datetime(*end, tzinfo=JST)


def test_files_of_different_shops_become_labels_for_the_carriers_their_orders_name(evening):
    yamato, sagawa, _shop = evening
    load = drop(evening, "rakuten_orders.csv", "own_standard_orders.csv")
    rows = operations.parcels_of(load)
    by_account = {one.id: [r for r in rows if r.account_id == one.id] for one in (yamato, sagawa)}
    own = unpacked(by_account[sagawa.id][0].label)
    assert (own.order_number, own.recipient.family, own.wished_on, own.slot, own.pieces) == (
        "T-000123", "小林", dt.date(2026, 11, 11), "am", 2,
    )  # fmt: skip
    assert (own.key, own.sender.family, own.names) == (
        "T000123",
        "山田商店",
        ("国産はちみつ 1kg", "ガラス保存瓶 ①号"),
    )
    assert unpacked(packed(own)) == own
    assert len(by_account[yamato.id]) >= 1
    assert session.scalar(select(func.count()).select_from(Order)) == 0
    assert session.scalar(select(func.count()).select_from(Slip)) == 0


def test_what_stops_a_label_is_put_right_and_the_files_are_made(evening):
    _yamato, sagawa, _shop = evening
    load = drop(evening, "own_standard_orders.csv")
    [row] = [one for one in operations.parcels_of(load) if one.account_id == sagawa.id][:1]
    operations.mend(load, row, {"postal": "60082"})
    assert (row.problems, row.stops) == ([["postal", "postal", True]], 1)
    with pytest.raises(Rejected):
        operations.make(load)
    assert operations.files_of(load) == []
    operations.mend(load, row, {"postal": "6008216"})
    for one in operations.parcels_of(load):
        if one.stops:
            operations.take_out(load, one)
    session.flush()
    assert operations.make(load) >= 1
    [file] = [one for one in operations.files_of(load) if one.account_id == sagawa.id]
    content = operations.hand_over(load, file).decode("cp932")
    assert "小林" in content
    operations.mend(load, row, {"phone": "075-999-0000"})
    assert operations.files_of(load) == []


def test_a_file_that_nobody_knows_asks_for_its_columns_and_is_read_with_them(evening):
    yamato, _sagawa, shop = evening
    header, rows = rows_of(sample("own_standard_orders.csv"))
    places = {name: header.index(title) for name, title in (
        ("number", "受注番号"), ("ordered_at", "受注日時"), ("name", "商品名"), ("quantity", "数量"),
        ("to_family", "送付先姓"), ("to_postal", "送付先郵便番号"), ("to_street", "送付先番地"),
        ("to_phone", "送付先電話番号"), ("to_prefecture", "送付先都道府県"), ("to_city", "送付先市区町村"),
    )}  # fmt: skip
    content = as_file([f"欄{at}" for at in range(len(header))], rows[0])
    load = operations.drop([("unknown.csv", content)], yamato, channel=shop)
    assert (load.state, load.header[:2], len(operations.files_of(load, "in"))) == (
        "unread",
        ["欄0", "欄1"],
        1,
    )
    operations.map_columns(load, places)
    assert (load.state, load.header, operations.files_of(load, "in")) == ("read", [], [])
    [row] = operations.parcels_of(load)
    assert unpacked(row.label).recipient.family == "小林"


def test_an_uploaded_file_does_not_outlive_its_reading_and_a_file_without_orders_is_refused(evening):
    load = drop(evening, "rakuten_orders.csv")
    assert operations.files_of(load, "in") == []
    with pytest.raises(Rejected):
        operations.drop([("a.csv", b"")], evening[0])


def test_who_may_not_see_persons_gets_no_file(evening, cast):
    load = drop(evening, "own_standard_orders.csv")
    with cast.inside(cast.auditor), pytest.raises(Forbidden):
        operations.make(load)


def everything_in_clear():
    """Every row of every table of the database as text, by table."""
    found = {}
    for name in db.metadata.tables:
        rows = session.execute(text(f'SELECT CAST(t AS text) FROM "{name}" t')).scalars()
        found[name] = "\n".join(rows)
    return found


def files_on_disk(app):
    root = places.present().root
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_nothing_of_it_lies_in_clear_and_nothing_at_all_is_left_after_three(app, evening):
    before = files_on_disk(app)
    load = drop(evening, "rakuten_orders.csv", "own_standard_orders.csv")
    for row in operations.parcels_of(load):
        if row.stops:
            operations.take_out(load, row)
    operations.make(load)
    session.flush()
    clear = everything_in_clear()
    assert [(name, word) for name, held in clear.items() for word in MARKERS if word in held] == []
    assert all(clear[name] for name in TABLES)
    [job] = session.scalars(select(Job).where(Job.name == "commerce.converter.purge")).all()
    assert (job.due_at, job.arguments) == (NIGHT, {})
    orders, parcels = load.orders, len(operations.parcels_of(load))
    made = len(operations.files_of(load))
    with clock.frozen(NIGHT - dt.timedelta(seconds=1)):
        assert purge() == 0
    with clock.frozen(NIGHT):
        assert purge() == 1
        assert purge() == 0
    clear = everything_in_clear()
    assert {name: clear[name] for name in TABLES} == dict.fromkeys(TABLES, "")
    assert files_on_disk(app) == before
    [day] = session.scalars(select(ConverterDay)).all()
    assert (day.day, day.loads, day.orders, day.parcels, day.files) == (
        dt.date(2026, 11, 6), 1, orders, parcels, made,
    )  # fmt: skip


def test_a_late_purge_shows_nothing_that_has_ended(evening):
    load = drop(evening, "rakuten_orders.csv")
    operations.make(load)
    with clock.frozen(NIGHT):
        assert [session.scalars(standing(one)).all() for one in (ConverterLoad, ConverterParcel, ConverterFile)] == [
            [], [], [],
        ]  # fmt: skip
        assert (operations.parcels_of(load), operations.files_of(load)) == ([], [])


def test_the_purge_catches_up_after_a_standstill_by_its_own_job_and_at_the_next_drop(evening, cast, run_jobs):
    drop(evening, "rakuten_orders.csv")
    drop(evening, "own_standard_orders.csv")
    session.commit()
    with clock.frozen(NIGHT + dt.timedelta(days=3)):
        assert run_jobs() == ["commerce.converter.purge"]
        assert session.scalar(select(func.count()).select_from(ConverterLoad)) == 0
        late = drop(evening, "rakuten_orders.csv")
    with clock.frozen(NIGHT + dt.timedelta(days=5)):
        again = drop(evening, "rakuten_orders.csv")
        assert session.scalars(select(ConverterLoad.id)).all() == [again.id]
        assert late.id != again.id


def test_thrown_away_is_gone_at_once_and_counted(evening):
    load = drop(evening, "rakuten_orders.csv")
    throw_away(load)
    assert session.scalars(select(ConverterLoad.id)).all() == []
    assert session.scalars(select(ConverterDay.loads)).one() == 1


def test_no_backup_holds_what_lies_in_the_converter():
    assert left_out_of_backups() == TABLES

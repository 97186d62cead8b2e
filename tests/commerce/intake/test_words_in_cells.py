"""What stands in cells: numbers, days, names, addresses (ec.md §6.2)."""

import datetime as dt
from types import SimpleNamespace

import pytest

from app.commerce.intake import cells
from app.commerce.intake.people import address_of, at_home, kana_of, name_of, postal_of, prefecture_of
from app.commerce.intake.words import carrier_of, noshi_of, slot_of, temperature_in
from app.kernel.clock import JST


def row(value):
    return SimpleNamespace(cell=value)


@pytest.mark.parametrize(
    "said, meant",
    [("1,980", 1980), ("１９８０", 1980), ("¥1,980", 1980), ("1980円", 1980), ("2760.00", 2760), ("-100", -100),
    ("▲100", -100)],
)  # fmt: skip
def test_amounts(said, meant):
    assert cells.money(row(said), "cell") == meant


@pytest.mark.parametrize("said", ["12.5", "4.05549E+11", "四百円", "1e3", "--1", "9" * 400, "nan", "∞"])
def test_what_is_no_amount(said):
    with pytest.raises(cells.BadCell) as refusal:
        cells.money(row(said), "cell")
    assert refusal.value.code == "money"


def test_not_fixed_is_not_zero():
    assert (cells.unfixed(row("-9999"), "cell"), cells.unfixed(row("0"), "cell")) == (None, 0)


@pytest.mark.parametrize(
    "said, meant", [("0.1", 10), ("0.08", 8), ("0", 0), ("10", 10), ("8%", 8), ("10.0", 10), ("", None)]
)
def test_rates(said, meant):
    assert cells.rate(row(said), "cell") == meant


@pytest.mark.parametrize(
    "said, meant",
    [
        ("2026-11-05 09:12:33", (2026, 11, 5, 9, 12, 33)),
        ("2026/11/05 9:12", (2026, 11, 5, 9, 12)),
        ("2026/1/5 09:12:33", (2026, 1, 5, 9, 12, 33)),
        ("2026-11-05T00:00:00+09:00", (2026, 11, 5)),
        ("2026-11-05T00:00:00+0900", (2026, 11, 5)),
        ("2026-11-05 11:00:10 +0900", (2026, 11, 5, 11, 0, 10)),
        ("2026-11-05 02:00:10 UTC", (2026, 11, 5, 11, 0, 10)),
        ("2026-11-05T02:00:10Z", (2026, 11, 5, 11, 0, 10)),
        ("2026-11-05 00:00:00 -0330", (2026, 11, 5, 12, 30)),
        ("2026年11月5日 9:12", (2026, 11, 5, 9, 12)),
        ("2026-11-05", (2026, 11, 5)),
    ],
)
def test_moments(said, meant):
    assert cells.moment_of(said) == dt.datetime(*meant, tzinfo=JST)


@pytest.mark.parametrize(
    "said", ["0001-01-01", "2026-02-30 00:00", "9999-12-31 23:59:59", "きのう", "2026-11-05 25:00"]
)
def test_what_is_no_moment(said):
    assert cells.moment_of(said) is None


def test_a_day_without_a_year_is_near_the_order():
    assert cells.day_of("1/4", dt.date(2026, 12, 30)) == dt.date(2027, 1, 4)


@pytest.mark.parametrize("said", ["0000-00-00", "", "0"])
def test_zeros_are_no_day(said):
    assert cells.day(row(said), "cell") is None


@pytest.mark.parametrize(
    "said, meant",
    [
        ("午前中", "am"), ("[午前中]", "am"), ("AM", "am"), ("8:00～12:00", "am"), ("0812", "am"), ("指定なし", "none"),
        ("14時～16時", "14-16"), ("14:00〜16:00", "14-16"), ("14:00-16:00", "14-16"), ("1416", "14-16"),
        ("１４時－１６時", "14-16"), ("18時から21時まで", "18-21"), ("19～21時", "19-21"), ("17-19", None),
        ("夜", None),
    ],
)  # fmt: skip
def test_slots(said, meant):
    assert slot_of(said) == meant


@pytest.mark.parametrize(
    "said, meant",
    [
        ("佐藤 一郎", ("佐藤", "一郎")), ("鈴木　次郎", ("鈴木", "次郎")),
        ("株式会社 山田商店", ("株式会社 山田商店", "")),
        ("髙橋", ("髙橋", "")), ("ジョン A スミス", ("ジョン A スミス", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_names_are_cut_at_their_one_gap(said, meant):
    assert name_of(said) == meant


@pytest.mark.parametrize(
    "lines, meant",
    [
        (
            ["京都府京都市下京区", "東塩小路町７２１ー１"],
            ("京都府", "京都市下京区", "東塩小路町７２１ー１", ""),
        ),
        (["沖縄県国頭郡恩納村字前兼久‐１２３番地"], ("沖縄県", "国頭郡恩納村", "字前兼久‐１２３番地", "")),
        (["三重県四日市市諏訪町1-5"], ("三重県", "四日市市", "諏訪町1-5", "")),
        (["千葉県市川市八幡1-1-1", "センタービル"], ("千葉県", "市川市", "八幡1-1-1", "センタービル")),
        (["奈良県高市郡明日香村岡55"], ("奈良県", "高市郡明日香村", "岡55", "")),
        (["新潟県十日町市千歳町3-3"], ("新潟県", "十日町市", "千歳町3-3", "")),
        (["東京都町田市森野2-2-22"], ("東京都", "町田市", "森野2-2-22", "")),
        (["東京都小笠原村父島字西町"], ("東京都", "小笠原村", "父島字西町", "")),
        (["東京都千代田区", "丸の内", "1-1-1", "ビル"], ("東京都", "千代田区", "丸の内1-1-1", "ビル")),
        (["どこか遠く"], ("", "", "どこか遠く", "")),
    ],
)
def test_addresses_are_cut_below_the_city_and_lose_nothing(lines, meant):
    assert address_of(*lines) == meant
    assert "".join(address_of(*lines)) == "".join(lines)


@pytest.mark.parametrize(
    "said, meant",
    [
        ("'105-0011", "1050011"),
        ("〒１０５－００１１", "1050011"),
        ("105ー0011", "1050011"),
        ("5011", "5011"),
        ("", ""),
    ],
)
def test_postal_codes(said, meant):
    assert postal_of(said) == meant


def test_small_things():
    assert (at_home("+81 90-0000-1234"), at_home("+819000001234")) == ("090-0000-1234", "09000001234")
    assert [prefecture_of(one) for one in ("JP-13", "Tōkyō", "Hyogo-ken", "Kyoto", "東京", "")] == [
        "東京都", "東京都", "兵庫県", "京都府", "東京都", "",
    ]  # fmt: skip
    assert kana_of("ﾀｶﾊｼ ﾊﾅｺ") == "タカハシ ハナコ"
    assert noshi_of("御歳暮（山﨑）") == ("御歳暮", "山﨑")
    assert noshi_of("山﨑家") == ("のし", "山﨑家")
    assert [temperature_in(one) for one in ("宅配便(冷蔵)", "クール冷凍便", "宅配便")] == [
        "chilled",
        "frozen",
        "",
    ]
    assert [carrier_of(one) for one in ("1001", "佐川急便", "sagawa", "9999", "")] == [
        "yamato",
        "sagawa",
        "sagawa",
        "",
        "",
    ]

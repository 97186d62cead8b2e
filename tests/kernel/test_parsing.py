from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import JST
from app.kernel.parsing import parse_date, parse_datetime, parse_decimal, parse_yen

TODAY = date(2026, 11, 21)


def value_or_sentence(parse, *arguments):
    """Only a ValueError is a refusal; anything else that is raised fails the test."""
    try:
        return parse(*arguments)
    except ValueError as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    "text",
    [
        "2026/11/21",
        "2026-11-21",
        "2026.11.21",
        "20261121",
        "２０２６／１１／２１",
        "2026年11月21日",
        "令和8年11月21日",
        "令和８年１１月２１日",
        "R8.11.21",
        "R8/11/21",
        "r8-11-21",
        "Ｒ８．１１．２１",
        "11/21",
        "１１／２１",
        "11月21日",
        "2026/11/21(土)",
        "2026年11月21日（土曜日）",
        " 今日 ",
        "2026‐11‐21",
    ],
)
def test_one_day_written_in_many_ways(text):
    assert parse_date(text, TODAY) == TODAY


@pytest.mark.parametrize(
    "text, day",
    [
        ("明日", date(2026, 11, 22)),
        ("1/10", date(2027, 1, 10)),
        ("6/30", date(2026, 6, 30)),
        ("5/1", date(2027, 5, 1)),
        ("2/29", date(2028, 2, 29)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S64.1.7", date(1989, 1, 7)),
    ],
)
def test_other_days(text, day):
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026/2/29",
        "2026/13/1",
        "11/31",
        "令和0年1月1日",
        "令和1年4月30日",
        "昭和64年1月8日",
        "20261131",
        "0000/1/1",
    ],
)
def test_a_day_outside_the_calendar_is_refused(text):
    with pytest.raises(ValueError, match="^There is no such day in the calendar.$"):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    "text", ["来年", "2026/11", "26/11/21", "11-21-2026", "2026/11/21/1", "٢٠٢٦/11/21", "1121"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="^Enter a date such as 2026/11/21, 11/21 or 令和8年11月21日.$"):
        parse_date(text, TODAY)


def test_an_empty_date_is_refused():
    with pytest.raises(ValueError, match="^Enter a date.$"):
        parse_date("　", TODAY)


DAYS = st.dates(date(2019, 5, 1), date(2100, 1, 1))


@given(
    DAYS, st.sampled_from(["{0:%Y/%m/%d}", "{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日"])
)
def test_a_written_day_reads_back(day, form):
    assert parse_date(form.format(day), TODAY) == day


@given(DAYS)
def test_an_era_year_reads_back(day):
    assert parse_date(f"令和{day.year - 2018}年{day.month}月{day.day}日", TODAY) == day


@given(DAYS, DAYS.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_day_without_year_is_the_nearest(today, day):
    read = parse_date(f"{day.month}/{day.day}", today)
    assert (read.month, read.day) == (day.month, day.day)
    assert abs(read - today) <= timedelta(days=183)


@given(st.text())
def test_any_text_is_a_date_or_a_sentence(text):
    assert isinstance(value_or_sentence(parse_date, text, TODAY), date | str)


@pytest.mark.parametrize(
    "text",
    [
        "2026/11/21 17:30",
        "2026-11-21T17:30",
        "２０２６／１１／２１　１７：３０",
        "令和8年11月21日17時30分",
        "11/21 午後5時30分",
        "2026/11/21(土) 17:30:00",
        "今日 17:30",
    ],
)
def test_one_instant_written_in_many_ways(text):
    assert parse_datetime(text, TODAY) == datetime(2026, 11, 21, 17, 30, tzinfo=JST)


def test_a_date_alone_is_midnight_in_japan():
    read = parse_datetime("11/21", TODAY)
    assert read == datetime(2026, 11, 21, tzinfo=JST)
    assert read.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("2026/11/21 25:00", "There is no such time of day."),
        ("2026/11/21 17:99", "There is no such time of day."),
        ("2026/11/21 17:00ごろ", "Enter a time such as 17:00."),
        ("2026/2/30 10:00", "There is no such day in the calendar."),
        ("", "Enter a date."),
    ],
)
def test_what_is_no_instant_is_refused(text, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_datetime(text, TODAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text, yen",
    [
        ("1234", 1234),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("¥1,234", 1234),
        ("￥１，２３４", 1234),
        ("\\1,234", 1234),
        ("1,234円", 1234),
        ("▲1,234", -1234),
        ("△1,234円", -1234),
        ("-1,234", -1234),
        ("−1,234", -1234),
        ("－１，２３４", -1234),
        ("¥-1,234", -1234),
        ("-¥1,234", -1234),
        ("(1,234)", -1234),
        ("+5", 5),
        ("-0", 0),
        ("1,234.00", 1234),
        (" 1 234 ", 1234),
    ],
)
def test_yen_as_people_write_them(text, yen):
    assert parse_yen(text) == yen


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Enter a number."),
        ("abc", "Enter a number such as 1,234 or -1,234."),
        ("12,34", "Enter a number such as 1,234 or -1,234."),
        ("1,2345", "Enter a number such as 1,234 or -1,234."),
        ("4.05549E+11", "Enter a number such as 1,234 or -1,234."),
        ("--1", "Enter a number such as 1,234 or -1,234."),
        ("(-1)", "Enter a number such as 1,234 or -1,234."),
        ("円", "Enter a number such as 1,234 or -1,234."),
        (".", "Enter a number such as 1,234 or -1,234."),
        ("٣", "Enter a number such as 1,234 or -1,234."),
        ("1.5", "Enter whole yen, without decimals."),
        ("1" + "0" * 40, "The amount is too large."),
    ],
)
def test_what_is_no_amount_is_refused(text, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_yen(text)
    assert str(refusal.value) == sentence


def test_decimals_keep_every_digit():
    assert parse_decimal("１，２３４．５６７８") == Decimal("1234.5678")
    assert parse_decimal(".5") == Decimal("0.5")
    assert str(parse_decimal("-0.00")) == "0.00"


@given(st.integers(-(10**15), 10**15))
def test_written_yen_read_back(yen):
    assert parse_yen(f"{yen:,}") == yen
    assert parse_yen(f"{'▲' if yen < 0 else ''}¥{abs(yen):,}") == yen


@given(st.decimals(-(10**12), 10**12, places=4))
def test_written_decimals_read_back(number):
    assert parse_decimal(f"{number:,}") == number


@given(st.text())
def test_any_text_is_a_number_or_a_sentence(text):
    assert isinstance(value_or_sentence(parse_decimal, text), Decimal | str)

"""Figures and dates as people here write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.kernel import clock
from app.web import filters

NOON = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # 12:00 in Japan


@pytest.mark.parametrize(
    "amount, shown", [(12345, "¥12,345"), (0, "¥0"), (-1234, "▲1,234"), (987654321098, "¥987,654,321,098"), (None, "")]
)  # fmt: skip
def test_yen(amount, shown):
    assert filters.yen(amount) == shown


@pytest.mark.parametrize(
    "amount, shown", [("1234.5000", "1,234.5"), ("40", "40"), ("-0.25", "▲0.25"), (None, "")]
)
def test_quantities_lose_needless_zeros(amount, shown):
    assert filters.qty(None if amount is None else Decimal(amount)) == shown


@pytest.mark.parametrize(
    "amount, shown", [("12.5", "12.50"), ("380", "380"), ("0.1234", "0.1234"), ("1200.0", "1,200")]
)
def test_prices_keep_two_decimals_or_none(amount, shown):
    assert filters.price(Decimal(amount)) == shown


def test_days_carry_their_weekday_and_holidays(japanese):
    assert filters.date(date(2026, 11, 21)) == "2026/11/21(土)"
    assert filters.date(date(2026, 11, 23)) == "2026/11/23(月・祝)"
    assert filters.date(None) == ""


def test_instants_are_shown_in_japan(japanese):
    assert filters.datetime(datetime(2026, 11, 20, 15, 5, tzinfo=UTC)) == "2026/11/21(土) 00:05"
    assert filters.date(datetime(2026, 11, 20, 15, 5, tzinfo=UTC)) == "2026/11/21(土)"


@pytest.mark.parametrize(
    "age, said",
    [
        (timedelta(seconds=20), "たった今"),
        (timedelta(minutes=5), "5分前"),
        (timedelta(hours=3, minutes=59), "3時間前"),
        (timedelta(days=6), "6日前"),
        (timedelta(days=8), "2026/11/13(金)"),
        (timedelta(hours=-2), "2026/11/21(土) 14:00"),
    ],
)
def test_young_moments_are_told_by_their_age(japanese, age, said):
    with clock.frozen(NOON):
        shown = filters.ago(NOON - age)
    assert f">{said}</time>" in shown
    assert 'title="2026/11/' in shown


@pytest.mark.parametrize(
    "size, shown", [(0, "0 B"), (999, "999 B"), (1234, "1.2 kB"), (64_000_000, "64.0 MB"), (250_000_000, "250 MB")]
)  # fmt: skip
def test_sizes(size, shown):
    assert filters.filesize(size) == shown


def test_texts_without_blanks_are_cut_at_the_letter():
    assert filters.truncate("至急: とても長い件名です", 8) == "至急: とても…"
    assert [filters.truncate(text, 4) for text in ("短い名前", None)] == ["短い名前", ""]


def test_long_names_lose_their_middle_and_are_escaped():
    assert filters.truncate_middle("短い名前") == "短い名前"
    assert filters.truncate_middle("<北関東総合資材ロジスティクス>", 7) == (
        '<span title="&lt;北関東総合資材ロジスティクス&gt;">&lt;北関…クス&gt;</span>'
    )


def test_addresses_of_the_same_page_change_one_thing(japanese):
    assert filters.here_with(page=None, sort="-due_on") == "/orders?state=open&sort=-due_on"
    assert filters.here_with(state=None, page=None) == "/orders"


def test_plain_forms_reach_other_methods():
    assert filters.with_method("/a", "DELETE") == "/a?_method=DELETE"
    assert filters.with_method("/a?b=1", "put") == "/a?b=1&_method=PUT"
    assert filters.with_method("/a") == "/a"


def test_initials():
    assert [filters.initials(name) for name in ("佐藤 美咲", "John Smith", "", "tanaka")] == [
        "佐",
        "JS",
        "?",
        "T",
    ]

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.clock import JST, frozen, now, today


def test_now_is_aware_and_in_utc():
    assert now().tzinfo is UTC
    assert abs(datetime.now(UTC) - now()) < timedelta(seconds=5)


def test_today_is_the_date_in_japan():
    with frozen(datetime(2026, 11, 20, 15, 0, tzinfo=UTC)):
        assert today() == date(2026, 11, 21)
    with frozen(datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC)):
        assert today() == date(2026, 11, 20)


def test_the_clock_can_be_stopped_inside_a_stop():
    outer = datetime(2026, 1, 1, tzinfo=JST)
    with frozen(outer):
        with frozen(outer + timedelta(days=1)):
            assert now() == outer + timedelta(days=1)
        assert now() == outer
    assert now() != outer


def test_the_clock_runs_again_after_an_error():
    at = datetime(2000, 1, 1, tzinfo=UTC)
    with pytest.raises(RuntimeError), frozen(at):
        raise RuntimeError
    assert now() != at


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="time zone"), frozen(datetime(2026, 1, 1)):  # noqa: DTZ001 -- the naive instant is the point
        pass

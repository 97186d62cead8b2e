"""Rows of finished jobs go after some days; what waits or runs never does."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish
from app.platform import jobs
from app.platform.jobs import purging
from app.platform.jobs.model import Job
from app.platform.jobs.settings import KEEP_DAYS, KEEP_FAILED_DAYS
from app.platform.settings import choose
from app.worker import is_night

NOW = dt.datetime(2026, 11, 20, 3, tzinfo=clock.JST)


@pytest.fixture
def ledger(inside, cast):
    """`ledger(state, days)` notes a job that was over (or due) so many days ago; acts as the administrator."""

    def note(state, days):
        moment = NOW - dt.timedelta(days=days)
        over = state not in ("pending", "running")
        row = Job(
            name="platform.jobs.purge", queue="bulk", arguments={}, state=state, due_at=moment,
            finished_at=moment if over else None, error=f"{state} {days}",
        )  # fmt: skip
        session.add(row)
        session.flush()

    with inside(cast.system_admin), clock.frozen(NOW):
        yield note


def left():
    return sorted(session.scalars(select(Job.error).where(Job.error.is_not(None))))


def test_finished_jobs_go_after_thirty_days_and_failed_ones_after_half_a_year(ledger):
    for state in ("pending", "running", "done", "failed", "cancelled"):
        for days in (29, 31, 179, 181):
            ledger(state, days)
    assert purging.purge() is False
    kept = [f"{state} {days}" for state in ("pending", "running") for days in (29, 31, 179, 181)]
    assert left() == sorted([*kept, "done 29", "cancelled 29", "failed 29", "failed 31", "failed 179"])


def test_a_tenant_keeps_them_for_as_long_as_it_wants(ledger):
    ledger("done", 400)
    ledger("failed", 400)
    choose(KEEP_DAYS, 0)
    choose(KEEP_FAILED_DAYS, 500)
    assert purging.purge() is False
    assert left() == ["done 400", "failed 400"]


def test_a_night_takes_portions_until_nothing_is_left(ledger, monkeypatch, run_jobs):
    monkeypatch.setattr(purging, "PORTION", 2)
    for _number in range(5):
        ledger("done", 40)
    jobs.once("platform.jobs.purge", subject_id=None)
    session.commit()
    assert run_jobs() == ["platform.jobs.purge"] * 3
    assert left() == []


@pytest.mark.parametrize("hour, night", [(1, False), (2, True), (4, True), (5, False)])
def test_the_small_hours_of_japan_are_the_night(hour, night):
    moment = NOW.replace(hour=hour)
    assert (is_night(moment), is_night(moment.astimezone(dt.UTC))) == (night, night)


@pytest.mark.usefixtures("ledger")
def test_a_night_asks_for_the_purge_once_however_often_it_is_told():
    publish("night.passed")
    publish("night.passed")
    asked = select(Job.state).where(Job.name == "platform.jobs.purge")
    assert session.scalars(asked).all() == ["pending"]

"""Jobs: the row is the ledger, the bell only a bell; nothing is lost and nothing is done twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from rq import Queue
from sqlalchemy import text, update
from sqlalchemy.exc import OperationalError

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Permanent, Rejected, Transient
from app.platform import jobs
from app.platform.jobs import bell, running, sweeping
from app.platform.jobs.model import Job, JobBell
from tests.support.people import fixed_id

YAMADA = fixed_id("yamada")
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def ask(at_yamada):
    """`ask(name)` queues a job and commits; returns its id."""

    def queue(name, when=None, **arguments):
        with at_yamada():
            job = jobs.at(when, name, **arguments) if when else jobs.after_commit(name, **arguments)
        return job.id

    return queue


@pytest.fixture
def row(at_yamada):
    """`row(id)`: the job as it stands."""

    def read(job_id):
        with at_yamada() as session:
            return session.get(Job, (YAMADA, job_id))

    return read


def bells():
    found = db.session.query(JobBell.job_id, JobBell.due_at).all()
    db.session.rollback()
    return dict(map(tuple, found))


def run(job_id):
    return running.run(str(YAMADA), str(job_id))


def rung(valkey):
    return [job_id for name in jobs.QUEUES for job_id in Queue(name, connection=valkey).get_job_ids()]


def test_a_job_is_done_once_however_often_the_bell_rings(trial, ask, row):
    done = []
    job_id = ask(trial(lambda word: done.append(word.upper())), word="a")
    assert [run(job_id), run(job_id)] == [True, False]
    assert done == ["A"]
    assert (row(job_id).state, row(job_id).attempts, bells()) == ("done", 1, {})


def test_a_rollback_takes_the_job_and_its_bell_along(trial, at_yamada, valkey):
    with at_yamada() as session:
        jobs.after_commit(trial(lambda: None))
        session.flush()
        session.rollback()
        session.execute(text("SELECT 1"))
    assert bells() == {}
    assert rung(valkey) == []


def test_an_undone_savepoint_takes_only_its_own_bell_along(trial, at_yamada, valkey):
    name = trial(lambda: None)
    with at_yamada() as session:
        outer = jobs.after_commit(name)
        savepoint = session.begin_nested()
        jobs.after_commit(name)
        savepoint.rollback()
        later = jobs.after_commit(name)
    assert rung(valkey) == [str(outer.id), str(later.id)]
    assert set(bells()) == {outer.id, later.id}


def test_the_bell_rings_after_the_commit_and_not_before(trial, at_yamada, valkey):
    with at_yamada() as session:
        job = jobs.after_commit(trial(lambda: None))
        session.flush()
        assert rung(valkey) == []
    assert rung(valkey) == [str(job.id)]


def test_of_two_runners_at_once_one_gets_the_job(app, trial, ask, row):
    started, finish, done = threading.Barrier(2, timeout=10), threading.Event(), []

    def work():
        done.append(1)
        finish.wait(10)

    job_id, answers = ask(trial(work)), []

    def runner():
        with app.app_context():
            started.wait()
            answers.append(run(job_id))
            finish.set()
            db.session.remove()

    threads = [threading.Thread(target=runner) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == [False, True]
    assert (len(done), row(job_id).attempts) == (1, 1)


@pytest.mark.parametrize(
    "trouble",
    [Transient("421 busy"), ConnectionRefusedError("refused"), OperationalError("", {}, Exception("gone"))],
)
def test_what_may_pass_is_tried_again_after_the_pauses_and_then_given_up(trial, ask, row, trouble):
    def work():
        raise trouble

    with clock.frozen(NOON):
        job_id = ask(trial(work, retries=(30, 300)))
    for moment, state, due in ((0, "pending", 30), (30, "pending", 330), (330, "failed", 330)):
        with clock.frozen(NOON + timedelta(seconds=moment)):
            assert run(job_id) is False
        job = row(job_id)
        assert (job.state, job.due_at) == (state, NOON + timedelta(seconds=due))
    assert job.attempts == 3
    assert str(trouble).split(" [")[0] in job.error
    assert bells() == {}


def test_a_job_that_waits_for_its_next_attempt_is_not_run_early(trial, ask, row):
    def work():
        raise Transient("busy")

    with clock.frozen(NOON):
        job_id = ask(trial(work, retries=(30,)))
        run(job_id)
    with clock.frozen(NOON + timedelta(seconds=29)):
        assert sweeping.due() == []
        run(job_id)
    assert row(job_id).attempts == 1


@pytest.mark.parametrize(
    "trouble, said",
    [
        (Permanent("550 no such person"), "550 no such person"),
        (Rejected("This file is empty."), "ファイルが空です。"),
        (ValueError("odd"), "ValueError: odd"),
    ],
)
def test_what_will_not_pass_fails_at_once_with_its_reason(trial, ask, row, trouble, said):
    def work():
        raise trouble

    job_id = ask(trial(work))
    run(job_id)
    assert (row(job_id).state, row(job_id).attempts, row(job_id).error, bells()) == ("failed", 1, said, {})


def test_a_failure_undoes_what_the_job_had_written(trial, ask, at_yamada):
    def work():
        db.session.execute(text("UPDATE companies SET name = '途中'"))
        raise Permanent("no")

    run(ask(trial(work)))
    with at_yamada() as session:
        assert session.scalar(text("SELECT name FROM companies")) == "山田精機株式会社"


def killed(job_id, at_yamada):
    """What a worker that was killed leaves behind: claimed, and nobody at work."""
    with at_yamada():
        pass
    from app.kernel import tenancy

    with tenancy.entered(YAMADA):
        assert running._claim(job_id) is not None


def test_after_the_lease_a_killed_workers_job_is_done_by_another(trial, ask, row, at_yamada):
    done = []
    with clock.frozen(NOON):
        job_id = ask(trial(lambda: done.append(1), lease=120))
        killed(job_id, at_yamada)
    with clock.frozen(NOON + timedelta(seconds=119)):
        assert sweeping.due() == []
        assert run(job_id) is False
    with clock.frozen(NOON + timedelta(seconds=121)):
        assert [one.job_id for one in sweeping.due()] == [job_id]
        assert run(job_id) is True
    assert (done, row(job_id).state, row(job_id).attempts) == ([1], "done", 2)


def test_the_lease_is_the_jobs_own(trial, ask, row, at_yamada):
    with clock.frozen(NOON):
        job_id = ask(trial(lambda: None, lease=900))
        killed(job_id, at_yamada)
    assert row(job_id).leased_until == NOON + timedelta(seconds=900) == bells()[job_id]


def test_whoever_lost_the_lease_writes_nothing(trial, ask, row, at_yamada):
    """A worker was away so long that another one took over and finished: its own work must not count too."""

    def work():
        db.session.execute(text("UPDATE companies SET phone = phone || '1'"))
        with db.engine.begin() as other:  # meanwhile, elsewhere
            other.execute(text(f"SET LOCAL choba.tenant_id = '{YAMADA}'"))
            other.execute(update(Job).where(Job.id == job_id).values(attempts=Job.attempts + 1))

    job_id = ask(trial(work))
    assert run(job_id) is False
    with at_yamada() as session:
        assert session.scalar(text("SELECT phone FROM companies")) == ""
    assert row(job_id).state == "running"


def test_a_sign_of_life_prolongs_the_lease_and_shows_how_far(trial, ask, row):
    seen = []

    def work():
        with clock.frozen(NOON + timedelta(seconds=100)):
            running.progress(job_id, 40, 200)
        seen.append((bells()[job_id], row(job_id).leased_until, row(job_id).percent))

    with clock.frozen(NOON):
        job_id = ask(trial(work, lease=120))
        run(job_id)
    until = NOON + timedelta(seconds=220)
    assert seen == [(until, until, 20)]


def test_a_cancelled_job_stops_at_its_next_sign_of_life(trial, ask, row, at_yamada):
    def work():
        db.session.execute(text("UPDATE companies SET phone = '1'"))
        with db.engine.begin() as other:
            other.execute(text(f"SET LOCAL choba.tenant_id = '{YAMADA}'"))
            other.execute(update(Job).where(Job.id == job_id).values(state="cancelled"))
        running.progress(job_id, 1)
        raise AssertionError("went on")

    job_id = ask(trial(work))
    run(job_id)
    assert row(job_id).state == "cancelled"
    with at_yamada() as session:
        assert session.scalar(text("SELECT phone FROM companies")) == ""
    run(job_id)
    assert bells() == {}


def test_the_sweep_rings_what_is_due_once_and_what_is_not_yet_due_never(trial, ask, valkey):
    name = trial(lambda: None)
    lost = ask(name)
    later = ask(name, clock.now() + timedelta(hours=1))
    valkey.flushdb()
    assert [sweeping.sweep(), sweeping.sweep()] == [1, 0]
    assert rung(valkey) == [str(lost)]
    with clock.frozen(clock.now() + timedelta(hours=2)):
        sweeping.sweep()
    assert rung(valkey) == [str(lost), str(later)]


def test_without_valkey_the_work_is_committed_all_the_same(trial, ask, row):
    bell.connect("redis://127.0.0.1:1/0")
    try:
        job_id = ask(trial(lambda: None))
        assert (bell.healthy(), bell.alive("worker"), sweeping.sweep()) == (False, False, 0)
        assert row(job_id).state == "pending"
    finally:
        import os

        bell.connect(os.environ["REDIS_URL"])

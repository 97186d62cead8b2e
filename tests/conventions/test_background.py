"""Jobs and the schedule: every name is stable and listened to."""

from types import SimpleNamespace

import pytest

from app.platform.jobs import QUEUES, registered
from app.platform.jobs.schedule import SCHEDULE
from tests.conventions.checks import background, tree
from tests.support.planted import plant


def planted(name, module="app.sales.deals.tasks", queue="default"):
    function = SimpleNamespace(__module__=module)
    return {name: SimpleNamespace(function=function, queue=queue)}


def test_every_job_has_a_stable_name_and_a_listener(app):
    assert background.job_violations(registered, QUEUES) == []


def test_jobs_are_asked_for_by_a_name_that_exists(app):
    assert background.call_violations(tree.ROOT, registered) == []


def test_the_schedule_rings_for_what_exists(app):
    assert background.schedule_violations(SCHEDULE) == []


@pytest.mark.parametrize(
    "jobs, said",
    [
        (planted("close"), "named package.noun.verb_phrase"),
        (planted("sales.close"), "named package.noun.verb_phrase"),
        (planted("supply.deals.close"), "the name starts with its package"),
        (planted("sales.deals.close", module="app.sales.deals.closing"), "live in their noun's tasks.py"),
        (planted("sales.deals.close", queue="urgent"), "no worker listens to the queue 'urgent'"),
    ],
)
def test_a_planted_job_is_reported(jobs, said):
    [found] = background.job_violations(jobs, QUEUES)
    assert said in found


@pytest.mark.parametrize(
    "line, said",
    [
        ("jobs.after_commit('sales.deals.gone', deal_id=1)", "there is no job 'sales.deals.gone'"),
        ("jobs.at(moment, 'sales.deals.gone')", "there is no job 'sales.deals.gone'"),
        ("from app.sales.deals import tasks", "ask for a job by name"),
        ("from app.sales.deals.tasks import close", "ask for a job by name"),
        ("import app.sales.deals.tasks", "ask for a job by name"),
    ],
)
def test_a_planted_call_is_reported(tmp_path, line, said):
    plant(tmp_path, {"app/sales/deals/closing.py": line})
    [found] = background.call_violations(tmp_path, planted("sales.deals.close"))
    assert said in found


def test_an_honest_call_is_accepted(tmp_path):
    plant(tmp_path, {"app/sales/deals/closing.py": "jobs.after_commit('sales.deals.close', deal_id=1)"})
    assert background.call_violations(tmp_path, planted("sales.deals.close")) == []


@pytest.mark.parametrize(
    "path, every, said",
    [
        ("app.sales.gone", 5, "app.sales.gone does not exist"),
        ("app.kernel.clock.gone", 5, "does not exist"),
        ("app.kernel.clock.now", 0, "a period is positive"),
    ],
)
def test_a_planted_schedule_entry_is_reported(path, every, said):
    [found] = background.schedule_violations([SimpleNamespace(name="beat", path=path, every=every)])
    assert said in found


def test_an_entry_that_stands_twice_is_reported():
    entry = SimpleNamespace(name="beat", path="app.kernel.clock.now", every=5)
    assert len(background.schedule_violations([entry, entry])) == 2

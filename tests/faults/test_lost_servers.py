"""The mail server is away for an hour, Valkey forgets everything: each mail leaves once all the same."""

import signal

import pytest

from app.platform import mail
from tests.faults.conftest import soon

pytestmark = pytest.mark.xdist_group("faults")
MAILS = 3
PAUSES = (30, 120, 600, 1800)


def write(installation, count=MAILS):
    with installation.inside():
        for number in range(count):
            mail.send(f"p{number}@kanda.example", "mails/notice", message=str(number), path="/", values={})


# Only mails are counted: at night the clock asks for what companies bring up to date then, and those are jobs, too.
def all_sent(installation, office, count):
    done = "SELECT state, count(*) FROM jobs WHERE queue = 'mail' GROUP BY state"
    soon(lambda: installation.ask(done) == [("done", count)], f"{count} mails are sent")
    assert sorted(office.arrived.values()) == [1] * count
    assert installation.ask("SELECT state, count(*) FROM mails GROUP BY state") == [("sent", count)]
    assert installation.ask("SELECT count(*) FROM job_bell WHERE queue = 'mail'") == [(0,)]


def attempted(installation, attempt):
    found = installation.ask(
        "SELECT state, attempts, count(*) FROM jobs WHERE queue = 'mail' GROUP BY state, attempts"
    )
    return found == [("pending", attempt, MAILS)]


def test_a_mail_server_that_is_away_for_an_hour_costs_an_hour_and_no_mail(installation, open_office):
    write(installation)
    installation.start("worker", "clock")  # a bell that rings while a worker still tidies up is rung again
    for attempt, pause in enumerate(PAUSES, 1):
        soon(lambda number=attempt: attempted(installation, number), f"attempt {attempt}")
        installation.later(pause + 1)
    soon(lambda: attempted(installation, 5), "attempt 5")
    assert installation.ask("SELECT DISTINCT state FROM mails") == [("pending",)]
    office = open_office()
    installation.later(3601)
    all_sent(installation, office, MAILS)


def test_a_killed_valkey_loses_time_and_no_work(installation, open_office):
    office = open_office()
    installation.start("worker", "clock")
    write(installation, 1)
    all_sent(installation, office, 1)
    installation.send(signal.SIGSTOP)
    write(installation, 3)
    installation.kill_valkey()  # with all that was queued
    write(installation, 2)  # nobody hears the bell; the commit holds all the same
    installation.start_valkey()
    installation.send(signal.SIGCONT)
    all_sent(installation, office, 6)

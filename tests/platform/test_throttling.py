"""Limits of other services and turns are shared by all processes, and hold without Valkey inside one."""

import threading
import time
import uuid

import pytest

from app.platform import throttling
from app.platform.jobs import bell
from app.platform.throttling import Busy, in_turn, postpone, take


@pytest.fixture(params=["valkey", "alone"])
def key(request, app, monkeypatch):
    """A key of its own, once with Valkey and once without."""
    if request.param == "alone":
        monkeypatch.setattr(bell, "_connection", None)
    else:
        assert bell.healthy()
    return uuid.uuid4().hex


def test_turns_are_one_interval_apart(key):
    waits = [take(key, every=10, most=100) for _ in range(4)]
    assert [round(one) for one in waits] == [0, 10, 20, 30]


def test_a_rest_allows_a_burst_and_then_the_pace_of_the_long_run(key):
    waits = [take(key, every=10, burst=3, most=100) for _ in range(5)]
    assert [round(one) for one in waits] == [0, 0, 0, 10, 20]


def test_a_wait_that_is_too_long_is_refused_and_reserves_nothing(key):
    take(key, every=10, most=100)
    for _again in range(2):
        with pytest.raises(Busy) as refused:
            take(key, every=10, most=5)
        assert round(refused.value.after) == 10
    assert round(take(key, every=10, most=100)) == 10


def test_what_the_other_side_asked_for_is_waited_for_by_everybody(key):
    postpone(key, 7, every=1, burst=3)
    assert round(take(key, every=1, burst=3)) == 7
    postpone(key, 3)
    assert round(take(key, every=1, burst=3)) == 8


def test_a_pause_passes(key):
    postpone(key, 0.05)
    time.sleep(0.08)
    assert take(key, every=1) == 0


def test_only_one_is_inside_a_turn(key):
    inside, most = [], []

    def enter():
        with in_turn(key):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(6)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert most == [1] * 6


def test_a_turn_that_does_not_come_up_is_told(key):
    with in_turn(key), pytest.raises(Busy), in_turn(key, most=0.05):
        raise AssertionError("two are inside")
    with in_turn(key, most=0.05):
        pass


def test_the_turn_of_a_process_that_died_ends_by_itself(app):
    key = uuid.uuid4().hex
    assert throttling._got(key, "the one that died", 0.05) == "valkey"
    with in_turn(key, most=1):
        assert throttling._got(key, "another", 0.05) is None

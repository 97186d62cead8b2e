"""Pace and turn-taking that all processes of an installation share: limits of other services, and one at a time.

Kept in Valkey, because it may be lost: what is gone is a little waiting, never work. Without Valkey (it is down, or a
test has none) the same rules hold inside this process alone.
"""

import secrets
import threading
import time
from collections import defaultdict
from contextlib import contextmanager, suppress

from redis.exceptions import RedisError

from app.kernel.errors import Transient
from app.platform.jobs import bell

_PREFIX = "choba:pace:"
_LOCK = "choba:turn:"
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local every, slack, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local wait = math.max(0, free - now - slack)
if wait > most then return -math.ceil(wait) end
redis.call('SET', KEYS[1], free + every, 'PX', math.ceil(free + every - now + slack + 60000))
return math.ceil(wait)
"""
_POSTPONE = """
local clock = redis.call('TIME')
local till = clock[1] * 1000 + math.floor(clock[2] / 1000) + tonumber(ARGV[1])
if till > tonumber(redis.call('GET', KEYS[1]) or 0) then
    redis.call('SET', KEYS[1], till, 'PX', math.ceil(tonumber(ARGV[1]) + 60000))
end
"""
_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
_here = {"lock": threading.Lock(), "free": {}, "turns": defaultdict(threading.Lock)}


class Busy(Transient):
    """The wait is longer than the caller wants to sit through; `after` are the seconds until it makes sense again."""

    def __init__(self, said, after):
        super().__init__(said)
        self.after = after


def take(key, *, every, burst=1, most=60.0):
    """Reserve the next turn of `key` and return the seconds to sleep before using it.

    `every` are the seconds between turns in the long run; up to `burst` turns may be taken at once after a rest.
    Raises Busy, and reserves nothing, when the wait would be longer than `most` seconds.
    """
    wait = _asked(_TAKE, key, every, every * (burst - 1), most)
    if wait is None:
        wait = _take_here(key, every, every * (burst - 1), most)
    if wait < 0:
        raise Busy("the limit of another service is used up", -wait)
    return wait


def postpone(key, seconds, *, every=0.0, burst=1):
    """Nobody takes a turn of `key` in the next `seconds`: the other side said so.

    `every` and `burst` are those of `take`: what had been saved up for a burst is gone.
    """
    ahead = seconds + every * (burst - 1)
    if _asked(_POSTPONE, key, ahead) is None:
        with _here["lock"]:
            _here["free"][key] = max(_here["free"].get(key, 0), time.monotonic() + ahead)


@contextmanager
def in_turn(key, *, held=30.0, most=30.0):
    """Inside the block nobody else is in a block of the same `key`, in any process.

    The turn ends by itself after `held` seconds, should the process die. Raises Busy when it did not come up within
    `most` seconds.
    """
    token, began = secrets.token_hex(8), time.monotonic()
    while not (place := _got(key, token, held)):
        if time.monotonic() - began > most:
            raise Busy("somebody else is still at it", most)
        time.sleep(0.02)
    try:
        yield
    finally:
        _give_back(key, token, place)


def _asked(script, key, *seconds):
    """What a script answered, in seconds; None when there is no Valkey to ask; 0 when it answered nothing."""
    connection = bell.connection()
    if connection is None:
        return None
    try:
        said = connection.eval(script, 1, _PREFIX + key, *[round(one * 1000) for one in seconds])
    except (RedisError, OSError):
        return None
    return (said or 0) / 1000


def _take_here(key, every, slack, most):
    with _here["lock"]:
        now = time.monotonic()
        free = max(_here["free"].get(key, now), now)
        wait = max(0.0, free - now - slack)
        if wait > most:
            return -wait
        _here["free"][key] = free + every
        return wait


def _got(key, token, held):
    """Where the turn was got, "valkey" or "here"; None when somebody else has it."""
    connection = bell.connection()
    if connection is not None:
        try:
            return "valkey" if connection.set(_LOCK + key, token, nx=True, px=round(held * 1000)) else None
        except (RedisError, OSError):
            pass  # inside this process alone, then
    return "here" if _here["turns"][key].acquire(blocking=False) else None


def _give_back(key, token, place):
    if place == "here":
        _here["turns"][key].release()
        return
    with suppress(RedisError, OSError):  # it ends by itself
        bell.connection().eval(_RELEASE, 1, _LOCK + key, token)

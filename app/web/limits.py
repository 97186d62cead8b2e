"""How often one address or one program may knock."""

import time
from dataclasses import dataclass

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from app.kernel import context

limiter = Limiter(get_remote_address, default_limits=[], strategy="moving-window", swallow_errors=True)


def install(app):
    """Count in Valkey; when it is away, count in the process instead of turning people away."""
    config = app.config["CHOBA"]
    app.config.setdefault("RATELIMIT_STORAGE_URI", config.redis_url or "memory://")
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", True)
    app.config.setdefault("RATELIMIT_ENABLED", not config.is_test)
    limiter.init_app(app)


@dataclass(frozen=True)
class Allowance:
    """What is left of a rate: `remaining` of `limit` until `reset` seconds from now; `granted` for this request."""

    limit: int
    remaining: int
    reset: int
    granted: bool


def spend(rate, *key):
    """Take one request from the allowance of `key` (texts), such as `600 per minute`. Returns the Allowance."""
    item = parse(rate)
    try:
        return _spend(limiter.limiter if limiter.initialized else _own, item, key)
    except (RedisError, OSError):
        return _spend(_own, item, key)


def left(rate, *key):
    """What `spend` would answer, without taking anything."""
    item = parse(rate)
    strategy = limiter.limiter if limiter.initialized else _own
    try:
        return _look(strategy, item, key, strategy.test(item, *key))
    except (RedisError, OSError):
        return _look(_own, item, key, _own.test(item, *key))


class Guesses:
    """How many guesses the actor has left at a `rate`; `what` names what is guessed at."""

    def __init__(self, rate, what):
        self.asked = (rate, what, str(context.tenant_id()), str(context.actor().id))

    def spend(self):
        """Count one. False when there was none left."""
        return spend(*self.asked).granted

    def left(self):
        """Whether there is one left."""
        return left(*self.asked).granted


_own = MovingWindowRateLimiter(MemoryStorage())
"""Counts in this process, while Valkey is away."""


def _spend(strategy, item, key):
    return _look(strategy, item, key, strategy.hit(item, *key))


def _look(strategy, item, key, granted):
    window = strategy.get_window_stats(item, *key)
    return Allowance(item.amount, window.remaining, max(0, round(window.reset_time - time.time())), granted)

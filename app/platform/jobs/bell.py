"""The only module that talks to RQ: it rings, it never remembers. Losing Valkey loses time, not work."""

from contextlib import suppress

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue

from app.platform.jobs.registry import QUEUES

log = structlog.get_logger()
_connection = None


def connect(redis_url):
    """Tell the bell where Valkey is (start-up). `None` silences it: the sweep alone finds the work."""
    global _connection  # noqa: PLW0603 -- one connection pool a process, made at start-up
    _connection = Redis.from_url(redis_url, socket_timeout=2, socket_connect_timeout=2) if redis_url else None
    return _connection


def connection():
    """The Valkey connection of this process, or None."""
    return _connection


def ring(jobs):
    """Ask the workers to look at jobs, `[(tenant_id, job_id, queue)]`, in one round trip. Returns how many were heard.

    Never fails: what was not heard is found by the sweep.
    """
    if _connection is None or not jobs:
        return 0
    try:
        pipeline = _connection.pipeline()
        for queue in dict.fromkeys(queue for _tenant_id, _job_id, queue in jobs):
            rung = [_rung(tenant_id, job_id) for tenant_id, job_id, its in jobs if its == queue]
            Queue(queue, connection=_connection).enqueue_many(rung, pipeline=pipeline)
        pipeline.execute()
    except (RedisError, OSError) as trouble:
        log.warning("bell not heard", jobs=len(jobs), trouble=type(trouble).__name__)
        return 0
    return len(jobs)


def _rung(tenant_id, job_id):
    return Queue.prepare_data(
        "app.worker.run", [str(tenant_id), str(job_id)], job_id=str(job_id),
        result_ttl=0, failure_ttl=3600, timeout=6 * 3600,
    )  # fmt: skip


def waiting():
    """Ids of everything that is rung and not yet taken up, so that nobody rings twice for it."""
    if _connection is None:
        return set()
    try:
        return {job_id for name in QUEUES for job_id in Queue(name, connection=_connection).get_job_ids()}
    except (RedisError, OSError):
        return set()


def healthy():
    """True when Valkey answers."""
    try:
        return bool(_connection and _connection.ping())
    except (RedisError, OSError):
        return False


def heartbeat(kind, seconds=90):
    """Note that a worker or the clock is alive; forgotten after `seconds`."""
    if _connection is not None:
        with suppress(RedisError, OSError):
            _connection.set(f"choba:alive:{kind}", "1", ex=seconds)


def alive(kind):
    """True when `kind` ('worker', 'clock') gave a sign of life lately."""
    try:
        return bool(_connection and _connection.exists(f"choba:alive:{kind}"))
    except (RedisError, OSError):
        return False

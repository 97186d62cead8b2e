"""Stable dotted names for jobs, so that moving a module never orphans queued work."""

from collections.abc import Callable
from dataclasses import dataclass

QUEUES = ("mail", "default", "bulk", "ocr")
"""What the workers listen to, most urgent first."""


@dataclass(frozen=True)
class Registered:
    """A job's function, its queue, and the pauses in seconds before each further attempt."""

    name: str
    function: Callable
    queue: str
    retries: tuple[int, ...]
    lease: int


registered: dict[str, Registered] = {}


def job(name, *, queue="default", retries=(30, 300, 3600), lease=120):
    """Register the function under a dotted name. It takes ids, calls one verb, and may be run twice.

    `lease`: seconds without a sign of life after which the job counts as dead and is run again.
    """
    if queue not in QUEUES:
        raise ValueError(f"queue {queue!r} is not among {QUEUES}")

    def register(function):
        registered[name] = Registered(name, function, queue, tuple(retries), lease)
        return function

    return register

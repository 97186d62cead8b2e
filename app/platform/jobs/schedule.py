"""Periodic work, the whole list. `app/clock.py` rings each entry; the entry itself only queues or sweeps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """`every` seconds, call the function at the dotted path in a worker."""

    name: str
    path: str
    every: int


SCHEDULE = (
    Entry("sweep", "app.worker.sweep", 5),
    Entry("heartbeat", "app.worker.heartbeat", 20),
    Entry("minute", "app.worker.minute", 60),
    Entry("hour", "app.worker.hour", 3600),
)

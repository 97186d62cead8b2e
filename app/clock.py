"""The clock process: rings the periodic work of `platform/jobs/schedule.py`. `python -m app.clock`."""

import importlib
import signal
import threading

from rq import Queue

from app.platform.jobs import bell
from app.platform.jobs.schedule import SCHEDULE
from app.worker import application


def main():
    """Queue each entry when its time has come, until told to stop. Missing a beat is harmless: beats only sweep."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with application().app_context():
        waiting = {entry.name: 0 for entry in SCHEDULE}
        while not stop.wait(1):
            for entry in SCHEDULE:
                waiting[entry.name] -= 1
                if waiting[entry.name] <= 0:
                    waiting[entry.name] = entry.every
                    _ring(entry)


def _ring(entry):
    """Queue one beat unless the last one still waits."""
    module, _, function = entry.path.rpartition(".")
    try:
        bell.heartbeat("clock")
        queue, beat = Queue("default", connection=bell.connection()), f"beat-{entry.name}"
        if queue.get_job_position(beat) is None:
            queue.enqueue(
                getattr(importlib.import_module(module), function), job_id=beat, result_ttl=0,
                failure_ttl=60, at_front=True,
            )  # fmt: skip
    except OSError:
        return
    except bell.RedisError:
        return


if __name__ == "__main__":
    main()

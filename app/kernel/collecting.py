"""The collector of circular garbage, set for processes that load much once and then make millions of objects."""

import gc
from contextlib import contextmanager

_YOUNG, _ELDER = 50_000, 20
"""How many objects more than before make it look at the young ones (Python's own figure: 700), and how many looks at
them make it look at the older ones."""


def spare():
    """Once everything is loaded: never look through that again, and look less often through what comes after.

    Rows and orders die when the last one lets go of them; only circles need the collector, and bulk work makes few. A
    file of orders spent a third of its time in it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _ELDER, _ELDER)


@contextmanager
def paused():
    """While the application is loaded: what is made then stays, and is never looked through, then or later."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()

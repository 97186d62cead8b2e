"""The door of every script in bin/: the right Python, friendly errors, one exit code."""

import importlib
import os
import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")


def run(module: str) -> None:
    """Import `module`, call its `main(arguments)` and exit with what it returns."""
    use_a_new_enough_python()
    from lib.console import Trouble, complain  # noqa: PLC0415 -- after the version check

    try:
        sys.exit(importlib.import_module(module).main(sys.argv[1:]) or 0)
    except Trouble as trouble:
        complain(trouble)
        sys.exit(1)
    except PermissionError as refused:
        complain(Trouble(str(refused), "Does this folder belong to another user of the machine?"))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os._exit(1)


def use_a_new_enough_python() -> None:
    """Go on under a newer interpreter of this machine when `python3` is too old."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606 -- the point is to become it
    sys.exit("Choba needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

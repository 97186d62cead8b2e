"""What a person at the terminal reads."""

import sys


class Trouble(Exception):
    """Something a person has to act on. The message says what; `hint` says what to do."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.hint = hint


def say(message: str) -> None:
    """Print one line of progress at once, even into a pipe."""
    print(message, flush=True)


def complain(trouble: Trouble) -> None:
    """Print a trouble and its cure to standard error."""
    print(f"\n✗ {trouble}", file=sys.stderr)
    if trouble.hint:
        print(f"  {trouble.hint}", file=sys.stderr)

"""What packages above want to know of records of the packages below them before a change of these is written."""

from collections.abc import Callable

BEFORE: dict[str, list[Callable]] = {}


def add_before_change(name, hook):
    """Let `hook({id: {field: [before, after]}})` hear of changes to the record type of that name (see RecordType)."""
    BEFORE.setdefault(name, []).append(hook)


def before_change(kind, changes_by_id):
    """Tell the record type itself, and whoever else wants to hear, of changes that are about to be written."""
    kind.before_change(changes_by_id)
    for hook in BEFORE.get(kind.name, ()):
        hook(changes_by_id)

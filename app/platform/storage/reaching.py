"""Who may open which file: the record it is attached to decides."""

from app.platform.storage.model import HELD

_readers = {}
_veils = []


def readable(subject_type):
    """Decorator: `f(file) -> bool` decides for files attached to rows of that table (sealed quotes, drafts)."""

    def register(function):
        _readers[subject_type] = function
        return function

    return register


def veil(function):
    """Decorator: `f(file) -> bool`, asked for every file before anything else; False keeps it out of sight."""
    if function not in _veils:
        _veils.append(function)
    return function


def may_know(file):
    """True when the present actor may know of this file of the tenant."""
    decide = _readers.get(file.subject_type)
    return all(seen(file) for seen in _veils) and (decide(file) if decide else True)


def may_read(file):
    """True when they may open it: the virus check lets it, too."""
    return file.scan not in HELD and may_know(file)

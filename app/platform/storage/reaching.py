"""Who may open which file: the record it is attached to decides."""

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


def may_read(file):
    """True when the present actor may open this file of the tenant."""
    decide = _readers.get(file.subject_type)
    return all(seen(file) for seen in _veils) and (decide(file) if decide else True)

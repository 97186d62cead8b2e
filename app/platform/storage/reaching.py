"""Who may open which file: the record it is attached to decides."""

_readers = {}


def readable(subject_type):
    """Decorator: `f(file) -> bool` decides for files attached to rows of that table (sealed quotes, drafts)."""

    def register(function):
        _readers[subject_type] = function
        return function

    return register


def may_read(file):
    """True when the present actor may open this file of the tenant."""
    decide = _readers.get(file.subject_type)
    return decide(file) if decide else True

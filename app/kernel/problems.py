"""Refusals that a program reads: a status, a code that never changes, and a sentence for the people behind it."""

from app.kernel.errors import Rejected


class Fault(Rejected):
    """What is wrong with one field; `field` is its path in the body (`custom.rank`), `code` a word for programs."""

    def __init__(self, message, field, *, code="invalid", **values):
        super().__init__(message, field, **values)
        self.code = code


class Problem(Rejected):
    """An answer that is no success. `faults` belong to fields, `headers` and `more` go into the answer as they are."""

    def __init__(self, message, *, status, code, faults=(), headers=None, more=None, **values):
        super().__init__(message, None, **values)
        self.status, self.code, self.faults = status, code, tuple(faults)
        self.headers, self.more = headers or {}, more or {}

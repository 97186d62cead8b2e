"""The kinds of notice, registered by the packages that send them, so that each user may choose per kind."""

from collections.abc import Callable
from dataclasses import dataclass, field

KINDS: dict[str, "Kind"] = {}
RETELLERS: dict[str, Callable] = {}
"""Kinds of notice that can come once a day, and who tells them again (`retells`)."""


@dataclass(frozen=True)
class Kind:
    """`label` is an English msgid; `mail` whether mail is on unless the user says otherwise."""

    name: str
    label: str
    mail: bool = True


def kind(name, label, *, mail=True):
    """Register a kind of notice (`approval.waiting`)."""
    KINDS[name] = Kind(name, label, mail)
    return name


@dataclass(frozen=True)
class Retold:
    """One thing of a digest as its reader is told of it now: `message` (msgid) with `values`; `heading` groups."""

    heading: str
    path: str
    message: str
    values: dict = field(default_factory=dict)


def retells(*names):
    """Decorator: `f(user_id, [facts]) -> [Retold | None]` for kinds of notice that may come once a day.

    Asked when the mail is written, not when the thing happened: None for what the reader may no longer know of. `facts`
    are what `notify(again=…)` was given.
    """

    def register(function):
        RETELLERS.update(dict.fromkeys(names, function))
        return function

    return register

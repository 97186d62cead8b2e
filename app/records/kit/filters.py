"""The quick filters of a list: questions with a few answers each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.platform.search.asking import Condition
from app.records.kit.model import ARCHIVED

UNSET = "-"
"""The word for the empty choice: "" stands for no choice of the filter."""


@dataclass(frozen=True)
class Option:
    """A choice of a filter: its word in the address, its label, and what it demands (all of them)."""

    value: str
    label: Any
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Filter:
    """A question a list can be asked. `options` is a tuple, or a function (one statement at most) that gives them.

    Without a choice the option "" is in force, or, while words are searched, the one named `searched`. `silent` is the
    option "" where nobody needs to be asked for the others to know it. `of`: the field whose choices it offers, with
    `everything` as the label of "".
    """

    name: str
    label: Any
    options: tuple[Option, ...] | Callable
    searched: str = ""
    silent: Option | None = None
    of: str = ""
    everything: Any = ""

    def offered(self):
        """The options, now."""
        return tuple(self.options() if callable(self.options) else self.options)


def state_filter(states, label, current):
    """The filter by state; without a choice (`current`) archived records stay out of sight."""
    every = [Option(one.value, one.label, (Condition("state", "in", (one.value,)),)) for one in states]
    return Filter("state", label, (Option("", current, (Condition("state", "not in", (ARCHIVED,)),)), *every))


def choice_filter(of, everything):
    """A filter over the choices of a field; `everything` is the label of no choice."""
    return Filter(
        of.name,
        of.label,
        lambda: [
            Option("", everything, ()),
            *(Option(str(v) or UNSET, label, (Condition(of.name, "in", (v,)),)) for v, label in of.offered()),
        ],
        of=of.name,
        everything=everything,
    )

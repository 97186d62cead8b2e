"""The one description of a business record, from which its list, page, form, import and export come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.platform.search.asking import Condition
from app.records.kit.model import ARCHIVED

KINDS = (
    "code",
    "text",
    "kana",
    "long",
    "email",
    "number",
    "percent",
    "yen",
    "price",
    "date",
    "choice",
    "bool",
    "link",
)
RECORD_TYPES: dict[str, "RecordType"] = {}


@dataclass(frozen=True)
class Field:
    """One column of a record. `label` and `help` are lazily translated.

    `choices`: `((value, label), …)` or a function that gives them. `link`: name of the record type it points to.
    `read`: text → value of a file or form for kinds with rules of their own (raises Unreadable), `write`: value →
    words of a page.
    `imported=False` keeps it out of files, `default` is the value of a new record.
    """

    name: str
    label: Any
    kind: str = "text"
    required: bool = False
    default: Any = None
    choices: tuple | Callable | None = None
    link: str | None = None
    read: Callable | None = None
    write: Callable | None = None
    longest: int = 200
    least: int | None = None
    most: int | None = None
    help: Any = ""
    suffix: Any = ""
    wide: bool = False
    imported: bool = True

    def offered(self):
        """The `(value, label)` pairs of a choice."""
        return tuple(self.choices() if callable(self.choices) else self.choices or ())

    @property
    def blank(self):
        """The value of an empty input: "" for texts, None for the rest, unless a default says otherwise."""
        if self.kind in ("code", "text", "kana", "long", "email") and not self.read:
            return ""
        return self.default if self.kind in ("choice", "bool") else None


@dataclass(frozen=True)
class Card:
    """A titled group of fields on page and form."""

    label: Any
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Option:
    """A choice of a filter: its word in the address, its label, and what it demands (all of them)."""

    value: str
    label: Any
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Filter:
    """A question a list can be asked. `options` is a tuple, or a function (one statement at most) that gives them."""

    name: str
    label: Any
    options: tuple[Option, ...] | Callable

    def offered(self):
        """The options, now."""
        return tuple(self.options() if callable(self.options) else self.options)


@dataclass(frozen=True)
class State:
    """A word of `state`, how it is shown, and the tone of its chip."""

    value: str
    label: Any
    tone: str = "draft"


@dataclass(frozen=True)
class Permissions:
    """Dotted names of what one needs."""

    view: str
    edit: str
    take_in: str
    take_out: str


@dataclass(frozen=True, eq=False)
class RecordType:
    """A business record. Texts are lazily translated; `columns`, `sorts` and `key` are names of fields.

    `check(values, row)` refuses what single fields cannot know (Rejected with a field), `derive(values, row)` gives
    further columns; both are asked with all values or (import) some, and with the row as it was or None.
    `before_change({id: {field: [before, after]}})` runs before changes reach the database. `notices(row)` are
    sentences for the top of its page, `blocks` related lists: functions `row -> (template, values)`, `actions` a
    template of further menu rows.
    `aliases`: field → other names files use for it. `sentences`: audit code → what the trail says.
    """

    name: str
    model: type
    label: Any
    plural: Any
    path: str
    endpoint: str
    icon: str
    cards: tuple[Card, ...]
    columns: tuple[str, ...]
    sorts: tuple[str, ...]
    permissions: Permissions
    states: tuple[State, ...]
    filters: tuple[Filter, ...] = ()
    key: str = "code"
    title: str = "name"
    placeholder: Any = ""
    aliases: dict = field(default_factory=dict)
    check: Callable = lambda values, row: None
    derive: Callable = lambda values, row: {}
    before_change: Callable = lambda changes_by_id: None
    notices: Callable = lambda row: ()
    blocks: tuple[Callable, ...] = ()
    actions: str | None = None
    first_step: Any = ""
    sentences: dict = field(default_factory=dict)

    @property
    def table(self):
        """Name of the table."""
        return self.model.__tablename__

    @property
    def fields(self):
        """All fields by name, in the order of the cards."""
        return {one.name: one for card in self.cards for one in card.fields}

    def state(self, value):
        """How a state is shown."""
        return next(one for one in self.states if one.value == value)


def register(kind):
    """Make a record type known by its name; returns it."""
    RECORD_TYPES[kind.name] = kind
    return kind


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
            *(Option(str(v), label, (Condition(of.name, "in", (v,)),)) for v, label in of.offered()),
        ],
    )

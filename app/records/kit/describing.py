"""The one description of a business record, from which its list, page, form, import and export come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.records.kit.figures import NumberFormat
from app.records.kit.filters import Filter
from app.records.kit.permitting import Permissions

TWICE = 1_000
"""What hands over more records than this at once is asked about twice."""
KINDS = (
    "code",
    "text",
    "kana",
    "long",
    "email",
    "number",
    "percent",
    "decimal",
    "yen",
    "price",
    "date",
    "datetime",
    "choice",
    "many",
    "bool",
    "link",
    "url",
    "file",
)
RECORD_TYPES: dict[str, "RecordType"] = {}
LINKS: dict[str, "Linkable"] = {}


@dataclass(frozen=True, eq=False)
class Linkable:
    """What a field may point to: a record type, or people and organisations. `endpoint` leads to its pages."""

    name: str
    model: type
    endpoint: str
    key: str = "code"
    title: str = "name"


@dataclass(frozen=True)
class Coded:
    """That a tenant keeps the choices of a standard field, as the code list `<record type>.<field>`.

    Values that code names (`named`) and the default stay in the list; they can be renamed, moved and, but for the
    default, retired. Where code counts with the whole set it is not `growing`: all of them stay, none is added.
    """

    named: frozenset = frozenset()
    growing: bool = True


@dataclass(frozen=True)
class Field:
    """One column of a record. `label` and `help` are lazily translated.

    `choices`: `((value, label), …)` or a function that gives them. `link`: name of the Linkable it points to.
    `read`: text → value of a file or form for kinds with rules of their own (raises Unreadable), `write`: value →
    words of a page. `imported=False` keeps it out of files, `default` is the value of a new record. `unique`: files
    may recognise records by it.
    A tenant's own field is `custom`: kept in `extra` under its name, with a copy in `slot` where one sorts and filters
    by it (`filling`: a slot that is written already, and read once a job has filled it); with a `formula` it is worked
    out from other fields and never typed; nor is what its noun keeps by itself (`derived`). `hidden` fields are on no
    screen.
    `format`: how the tenant writes its figures, with the `suffix` as their unit; None for the usual way of its kind.
    A `sealed` field is asked by `finds` alone: `{operator: (model, text) -> clause}`; nothing orders by it.
    `retired` values of a choice stay readable and cannot be chosen any more; `tones` are the chips of its values.
    `flag`: value → `(label, tone)` of a chip behind it, or None. `beside`: a template that a form shows below.
    `asks`: further arguments of the address that offers what a link may point to. `coded`: see Coded.
    `weighty`: a file that changes it in very many records is asked about twice.
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
    unique: bool = False
    custom: bool = False
    slot: str = ""
    filling: str = ""
    formula: str = ""
    derived: bool = False
    hidden: bool = False
    format: NumberFormat | None = None
    retired: frozenset = frozenset()
    tones: dict = field(default_factory=dict)
    finds: dict = field(default_factory=dict)
    flag: Callable | None = None
    beside: str = ""
    asks: dict = field(default_factory=dict)
    weighty: bool = False
    coded: Coded | None = None

    @property
    def fixed(self):
        """The values of a `coded` field that stay in its list."""
        held = self.coded.named | {self.default} if self.coded.growing else frozenset(self.labels())
        return held - {"", None}

    def labels(self):
        """`{value: label}` of a choice, retired values too."""
        return dict(self.choices() if callable(self.choices) else self.choices or ())

    def offered(self, held=()):
        """The `(value, label)` pairs one may choose; retired ones only where they are `held` already."""
        return tuple(pair for pair in self.labels().items() if pair[0] not in self.retired or pair[0] in held)

    @property
    def typed(self):
        """Whether somebody gives it: a person, a file, a program."""
        return not (self.formula or self.derived)

    @property
    def blank(self):
        """The value of an empty input: "" for texts, None for the rest, unless a default says otherwise."""
        if self.kind in ("code", "text", "kana", "long", "email", "url") and not self.read:
            return ""
        if self.kind == "many":
            return []
        return self._own_blank if self.custom else self.default

    @property
    def _own_blank(self):
        return {"choice": "", "bool": False}.get(self.kind) if self.custom else None


@dataclass(frozen=True)
class Card:
    """A titled group of fields on page and form. `key` names it for the tenant's arrangement."""

    label: Any
    fields: tuple[Field, ...]
    key: str = ""
    collapsed: bool = False

    @property
    def shown(self):
        """The fields that are on screens."""
        return tuple(one for one in self.fields if not one.hidden)


@dataclass(frozen=True)
class Alike:
    """A field by which two records are suspected to be one. `way` is how its values are compared (`kit.alike.WAYS`).

    A `strong` likeness has to be confirmed before it is saved, a weak one is only shown.
    """

    field: str
    way: str = "number"
    strong: bool = True


@dataclass(frozen=True)
class State:
    """A word of `state`, how it is shown, and the tone of its chip."""

    value: str
    label: Any
    tone: str = "draft"


@dataclass(frozen=True, eq=False)
class RecordType:
    """A business record. Texts are lazily translated; `columns`, `sorts` and `key` are names of fields.

    `check(values, row)` refuses what single fields cannot know (Rejected with a field), `derive(values, row)` gives
    further columns; both get all values or (import) some, and the row as it was or None. `before_change({id: {field:
    [before, after]}})` runs before changes reach the database. `notices(row)`: sentences for the top of its page,
    `blocks` related lists: functions `row -> (template, values)`, `actions` a template of menu rows, `bar` one of
    buttons for selected rows. `private` records can be restricted (Restrictable); `insiders` name the columns with
    people who know of a restricted one all the same. Records that are not `deletable` can only be archived. `buttons`
    are the tenant's own title buttons. `alike`: the fields by which twins are found while somebody types, `uncopied`
    those a copy begins without (the key and files it never takes). `aliases`: field → other names files use for it.
    `sentences`: audit code → what the trail says, `said` the details that stand under such a line. `numbered`: the
    series that fills an empty key. `looks`: other pages of the same records, `((label, endpoint), …)`. `within(model,
    actor)`: clause of the rows a person may know of, None for all. `order`: how its list opens. `files`: the purpose of
    attached files. What is not `discussed` has none. `search_help`: `((how, of what), …)`. `found_by(words)`: clause of
    what words find. `spanned`: a date field whose months files may replace (rows may go then too); `key_parts` make the
    key, joined by "-", of rows in files that hold none.
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
    bar: str | None = None
    first_step: Any = ""
    sentences: dict = field(default_factory=dict)
    private: bool = False
    insiders: tuple[str, ...] = ()
    deletable: bool = True
    buttons: tuple = ()
    alike: tuple[Alike, ...] = ()
    uncopied: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    numbered: str = ""
    looks: tuple = ()
    within: Callable | None = None
    order: str = ""
    files: str = "attachment"
    discussed: bool = True
    found_by: Callable | None = None
    search_help: tuple = ()
    spanned: str = ""
    key_parts: tuple[str, ...] = ()

    @property
    def entered(self):
        """Whether the kit's forms make its rows; those of a document come from its own pages."""
        return bool(self.permissions.edit)

    @property
    def usual_sort(self):
        """How its list is ordered by itself."""
        return self.order or self.sorts[0]

    @property
    def table(self):
        """Name of the table."""
        return self.model.__tablename__

    @cached_property
    def fields(self):
        """All fields by name, in the order of the cards."""
        return {one.name: one for card in self.cards for one in card.fields}

    @cached_property
    def coded(self):
        """Whether a tenant may keep the choices of any of its fields."""
        return any(one.coded for one in self.fields.values())

    @cached_property
    def visible(self):
        """The fields that are on screens, by name."""
        return {name: one for name, one in self.fields.items() if not one.hidden}

    def state(self, value):
        """How a state is shown."""
        return next(one for one in self.states if one.value == value)


def register(kind):
    """Make a record type known by its name, as a target of links too; returns it."""
    RECORD_TYPES[kind.name] = kind
    LINKS[kind.name] = Linkable(kind.name, kind.model, kind.endpoint, kind.key, kind.title)
    return kind


def linkable(name, model, endpoint, *, key="code", title="name"):
    """Let fields point to rows of `model` that are no record type (people, organisations)."""
    LINKS[name] = Linkable(name, model, endpoint, key, title)

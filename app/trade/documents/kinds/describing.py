"""The words in which a kind is described: fields, tables, sections. Data, no behaviour to inherit."""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Field:
    """One fact. `kind`: text, area, date, number, money, choice, or a check of `checking` (container, imo, …).

    As stored: text, `2026-11-27`, `12.5` (text: exact), money as whole minor units. Nothing is no entry at all.
    `shared`: one value for the deal, whichever document it is read in. `source`: how it is worked out when left
    empty: `sum:goods.amount`, `count:containers`, `yen:total_amount`.
    """

    name: str
    label: object
    kind: str = "text"
    required: bool = False
    choices: tuple = ()
    longest: int = 200
    shared: bool = False
    source: str = ""
    help: object = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines. `multiply`: the columns quantity, price and amount; an amount left empty is their product."""

    name: str
    label: object
    columns: tuple
    shared: bool = False
    multiply: tuple = ()

    def column(self, name):
        """The column of that name."""
        return next(one for one in self.columns if one.name == name)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together on a form."""

    label: object
    fields: tuple


@dataclass(frozen=True)
class Kind:
    """A kind of document (帳票). `unit`: bl, container, eir or free. `by`: business types that usually write it, first
    choice first; without any nobody is waited for. `official`: its code outside.
    """

    name: str
    official: str
    label: object
    unit: str
    sections: tuple
    tables: tuple = ()
    totals: tuple = ()
    by: tuple = ()

    @cached_property
    def fields(self):
        """All fields by name, in the order of the form; tables are not among them."""
        found = [one for section in self.sections for one in section.fields]
        return {one.name: one for one in (*found, *self.totals)}

    @cached_property
    def parts(self):
        """All fields and tables by name."""
        return {**self.fields, **{one.name: one for one in self.tables}}

    @cached_property
    def shared(self):
        """Names of what it shares with other documents."""
        return frozenset(name for name, one in self.parts.items() if one.shared)

    @property
    def single(self):
        """Whether there is one per unit."""
        return self.unit != "free"

    @property
    def in_containers(self):
        """Whether each is about one container."""
        return self.unit in ("container", "eir")


@dataclass
class Register:
    """Kinds by name, in the order of the catalogue."""

    kinds: dict = field(default_factory=dict)

    def add(self, name, official, label, unit, *parts, by=""):
        """Describe a kind: `parts` are Sections, Tables, and Fields (its totals)."""
        self.kinds[name] = Kind(
            name,
            official,
            label,
            unit,
            sections=tuple(one for one in parts if isinstance(one, Section)),
            tables=tuple(one for one in parts if isinstance(one, Table)),
            totals=tuple(one for one in parts if isinstance(one, Field)),
            by=tuple(by.split()),
        )

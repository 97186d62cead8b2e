"""The question a reader put to a list, read from the address and kept with views and exports."""

import re
from dataclasses import dataclass, field, replace

from app.platform.search.asking import searchable, words_of
from app.records.lists.operators import Asked, operators_of

_ASKED = re.compile(r"(?:(?P<group>\w{1,20})~)?(?P<field>\w+)\.(?P<operator>[a-z]+)")
MOST_ASKED = 40


@dataclass(frozen=True)
class Question:
    """`q` is what was typed, `chosen` the value of each quick filter, `sort` a field name (`-` before it: downwards).

    `asked`: groups of Asked: all groups must hold, and any one question of each group. `columns`: names of fields to
    show, empty for the record type's own.
    """

    q: str = ""
    chosen: dict = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    asked: tuple[tuple[Asked, ...], ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def words(self):
        """The folded words of the search."""
        return words_of(self.q)

    @property
    def by_index(self):
        """Whether the search has a word of two letters, rather than the beginning of a code or reading."""
        return searchable(self.words)

    @property
    def column(self):
        """The field the list is ordered by."""
        return self.sort.removeprefix("-")

    @property
    def descending(self):
        """Whether from the end."""
        return self.sort.startswith("-")

    @property
    def narrowed(self):
        """Whether anything but the order was asked."""
        return bool(self.q or any(self.chosen.values()) or self.asked)

    def address(self):
        """What stands in the address, without the place in the list: `{name: value or [values]}`."""
        everything = {"q": self.q, "sort": self.sort, "columns": ",".join(self.columns), **self.chosen}
        found = {name: value for name, value in everything.items() if value}
        for number, group in enumerate(self.asked, 1):
            for one in group:
                prefix = f"{number}~" if len(group) > 1 else ""
                name = f"{prefix}{one.field}.{one.operator}"
                found[name] = [*found.get(name, ()), *(one.values or ("1",))]
        return found

    def without(self, asked):
        """The question with one of its Asked taken out."""
        left = tuple(tuple(one for one in group if one is not asked) for group in self.asked)
        return replace(self, asked=tuple(group for group in left if group), after="")


def question_from(kind, arguments):
    """The question in an address (or a plain dict); what does not exist (typed by hand, out of date) is left out."""
    sort = arguments.get("sort", "")
    if not sortable(kind, sort.removeprefix("-")):
        sort = kind.sorts[0]
    chosen = {one.name: arguments[one.name] for one in kind.filters if arguments.get(one.name)}
    columns = tuple(
        n for n in dict.fromkeys(str(arguments.get("columns", "")).split(",")) if n in kind.visible
    )
    return Question(
        arguments.get("q", "").strip()[:200],
        chosen,
        sort,
        arguments.get("after", ""),
        _groups(kind, arguments),
        columns,
    )


def question_again(kind, kept):
    """The question that a view or an export kept (`Question.address`)."""
    return question_from(kind, kept)


def sortable(kind, name):
    """Whether a list can be ordered by that field: one of `sorts`, or any visible field with one value."""
    if name in kind.sorts:
        return True
    of = kind.visible.get(name)
    return of is not None and of.kind not in ("many", "file", "long")


def _groups(kind, arguments):
    groups, alone = {}, 0
    for name in list(arguments)[: MOST_ASKED * 4]:
        match = _ASKED.fullmatch(name)
        of = kind.fields.get(match["field"]) if match else None
        if of is None or match["operator"] not in operators_of(of):
            continue
        given = arguments.getlist(name) if hasattr(arguments, "getlist") else arguments[name]
        given = [given] if isinstance(given, str) else given
        values = tuple(dict.fromkeys(text.strip()[:200] for text in given if text.strip()))
        if not values:
            continue
        alone += 1
        groups.setdefault(match["group"] or f" {alone}", []).append(Asked(of.name, match["operator"], values))
    return tuple(tuple(group) for group in groups.values())[:MOST_ASKED]


def chosen_options(kind, question, offered=None):
    """`[(filter, option)]` in force: the chosen one, else the filter's silent default (the option without a word)."""
    found = []
    for one in kind.filters:
        options = (offered or {}).get(one.name) or one.offered()
        wanted = question.chosen.get(one.name, "")
        option = next((o for o in options if o.value == wanted), None)
        option = option or next((o for o in options if o.value == ""), None)
        if option is not None:
            found.append((one, option))
    return found


def conditions_of(kind, question, offered=None):
    """What the chosen quick filters demand, as the search function and `clauses` take it: all of them."""
    return tuple((c,) for _one, option in chosen_options(kind, question, offered) for c in option.conditions)

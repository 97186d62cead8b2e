"""The question a reader put to a list, read from the address and kept with views and exports."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode
from uuid import UUID

from app.kernel.ids import id_of
from app.kernel.tokens import is_token, said, token
from app.platform.search.asking import searchable, words_of
from app.records.kit.finding import veiled
from app.records.lists.operators import Asked, is_readable, operators_of

_ASKED = re.compile(r"(?:(?P<group>\w{1,20})~)?(?P<field>\w+)\.(?P<operator>[a-z]+)")
MOST_ASKED = 40
MOST_VALUES = 200
_PLAIN = ("q", "sort", "columns", "ids")
MOST_IDS = 500
SEARCH = "search"
"""What tokens of lists are bound to."""


@dataclass(frozen=True)
class Question:
    """`q` is what was typed, `chosen` the value of each quick filter, `sort` a field name (`-` before it: downwards).

    `asked`: groups of Asked: all groups must hold, and any one question of each group. `columns`: names of fields to
    show, empty for the record type's own. `ignored`: what the address asks and nobody can answer. `ids`: the rows that
    were ticked, none of others. `veiled`: names (`q`, fields) whose words stand in addresses only as tokens.
    """

    q: str = ""
    chosen: dict = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    asked: tuple[tuple[Asked, ...], ...] = ()
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = field(default=(), compare=False)
    ids: tuple[UUID, ...] = ()
    veiled: frozenset = field(default=frozenset(), compare=False)

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
        return bool(self.q or any(self.chosen.values()) or self.asked or self.ids)

    def address(self):
        """What stands in the address, without the place in the list: `{name: value or [values]}`."""
        everything = {
            "q": self._written("q", self.q),
            "sort": self.sort,
            "columns": ",".join(self.columns),
            **self.chosen,
        }
        found = {name: value for name, value in everything.items() if value}
        if self.ids:
            found["ids"] = [str(one) for one in self.ids]
        for number, group in enumerate(self.asked, 1):
            for one in group:
                name = f"{one.field}.{one.operator}"
                if len(group) > 1 or name in found:
                    name = f"{number}~{name}"
                found[name] = [*found.get(name, ()), *(self._written(one.field, text) for text in one.values)]
        return found

    def _written(self, name, text):
        return token(text, of=SEARCH) if text and name in self.veiled else text

    def query(self):
        """The question as it stands in an address, behind the `?`."""
        return urlencode(self.address(), doseq=True)

    def without(self, place, number):
        """The question without one Asked: the `number`th of the group at `place`."""
        group = self.asked[place]
        return self.with_group(place, group[:number] + group[number + 1 :])

    def with_group(self, place, group):
        """The question with another group at `place` (behind the last: one more); an empty group is taken out."""
        groups = (*self.asked[:place], tuple(group), *self.asked[place + 1 :])
        return replace(self, asked=tuple(one for one in groups if one), after="")


def question_from(kind, arguments):
    """The question in an address (or a plain dict); what does not exist (typed by hand, out of date) is left out."""
    sort = arguments.get("sort", "")
    if not sortable(kind, sort.removeprefix("-")):
        sort = kind.usual_sort
    chosen = {one.name: arguments[one.name] for one in kind.filters if arguments.get(one.name)}
    columns = tuple(
        n for n in dict.fromkeys(str(arguments.get("columns", "")).split(",")) if n in kind.visible
    )
    groups, ignored = _groups(kind, arguments)
    q = _said(arguments.get("q", ""))
    return Question(
        q or "",
        chosen,
        sort,
        arguments.get("after", ""),
        groups,
        columns,
        ignored if q is not None else ("q", *ignored),
        _ids(arguments),
        veiled(kind),
    )


def _ids(arguments):
    """The ticked rows; where nothing of what was given can be read, an id that no row has."""
    given = _several(arguments, "ids")
    read = dict.fromkeys(id_of(text) for text in given[:MOST_IDS])
    return tuple(one for one in read if one) or ((UUID(int=0),) if given else ())


def _several(arguments, name):
    given = arguments.getlist(name) if hasattr(arguments, "getlist") else arguments.get(name, ())
    return [given] if isinstance(given, str) else list(given)


def asks(kind, arguments):
    """Whether an address holds a question at all, or only other things (a view, the place in the list)."""
    known = (*_PLAIN, *(one.name for one in kind.filters))
    return any(name in known or _ASKED.fullmatch(name) for name in arguments)


def tells(kind, arguments):
    """Whether an address says in clear what belongs into a token: typed by hand, or kept by an older version."""
    kept = veiled(kind)
    for name in arguments if kept else ():
        match = _ASKED.fullmatch(name)
        if (match["field"] if match else name) in kept:
            if any(text.strip() and not is_token(text) for text in _several(arguments, name)):
                return True
    return False


def question_again(kind, kept):
    """The question that a view or an export kept (`Question.address`)."""
    return question_from(kind, kept)


def sortable(kind, name):
    """Whether a list can be ordered by that field: one of `sorts`, or any visible field with one value."""
    if name in kind.sorts or name == "state":
        return True
    of = kind.visible.get(name)
    return of is not None and of.kind not in ("many", "file", "long", "sealed")


def _groups(kind, arguments):
    """`(groups, ignored)`: the same name asked twice is one question with several values."""
    groups, ignored = {}, []
    for name in list(arguments)[: MOST_ASKED * 4]:
        match = _ASKED.fullmatch(name)
        if match is None:
            continue
        given = [_said(text) for text in _several(arguments, name)[:MOST_VALUES]]
        one = _read(kind.visible.get(match["field"]), match["operator"], [text for text in given if text])
        if one is not None:
            groups.setdefault(match["group"] or name, []).append(one)
        elif any(text != "" for text in given):
            ignored.append(f"{match['field']}.{match['operator']}={given[0] or ''}"[:80])
    return tuple(tuple(group) for group in groups.values())[:MOST_ASKED], tuple(ignored)


def _read(of, operator, texts):
    """The Asked, with those of its values that can be read; None when nothing is left of it."""
    if of is None or operator not in operators_of(of):
        return None
    texts = ["1"] if texts and operator in ("empty", "filled") else texts
    values = tuple(text for text in dict.fromkeys(texts) if is_readable(of, operator, text))
    return Asked(of.name, operator, values) if values else None


def _said(text):
    """What an address says, trimmed; a token turned back, None when nobody can."""
    if is_token(text):
        return said(text, of=SEARCH)
    return _trimmed(text)


def _trimmed(text):
    return text.replace("\0", "").strip()[:200].strip()


def chosen_options(kind, question, offered=None):
    """`[(filter, option)]` in force: the chosen one, else what the filter does in silence (see Filter)."""
    found = []
    for one in kind.filters:
        wanted = question.chosen.get(one.name) or (one.searched if question.q else "")
        if not wanted and one.silent:
            found.append((one, one.silent))
            continue
        options = (offered or {}).get(one.name) or one.offered()
        option = next((o for o in options if o.value == wanted), None)
        option = option or next((o for o in options if o.value == ""), None)
        if option is not None:
            found.append((one, option))
    return found


def conditions_of(kind, question, offered=None):
    """What the chosen quick filters demand, as the search function and `clauses` take it: all of them."""
    return tuple((c,) for _one, option in chosen_options(kind, question, offered) for c in option.conditions)

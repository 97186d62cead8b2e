"""The question a reader put to a list, read from the address and kept with an export."""

from dataclasses import dataclass, field

from app.platform.search.asking import searchable, words_of


@dataclass(frozen=True)
class Question:
    """`q` is what was typed, `chosen` the value of each filter, `sort` a field name (`-` before it: downwards)."""

    q: str = ""
    chosen: dict = field(default_factory=dict)
    sort: str = ""
    after: str = ""

    @property
    def words(self):
        """The folded words of the search."""
        return words_of(self.q)

    @property
    def by_index(self):
        """Whether the search function answers, rather than a beginning of code or reading."""
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
        return bool(self.q or any(self.chosen.values()))

    def asked(self):
        """What stands in the address, without the place in the list."""
        everything = {"q": self.q, "sort": self.sort, **self.chosen}
        return {name: value for name, value in everything.items() if value}

    def plain(self):
        """What an export keeps of it."""
        return {"q": self.q, "chosen": self.chosen, "sort": self.sort}


def question_from(kind, arguments):
    """The question in an address; what does not exist (typed by hand, out of date) is left out."""
    sort = arguments.get("sort", "")
    if sort.removeprefix("-") not in kind.sorts:
        sort = kind.sorts[0]
    chosen = {one.name: arguments[one.name] for one in kind.filters if arguments.get(one.name)}
    return Question(arguments.get("q", "").strip()[:200], chosen, sort, arguments.get("after", ""))


def question_again(kind, kept):
    """The question an export kept."""
    return question_from(
        kind, {"q": kept.get("q", ""), "sort": kept.get("sort", ""), **kept.get("chosen", {})}
    )


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
    """What the chosen filters demand, as the search function and `clauses` take it: all of them."""
    return tuple((c,) for _one, option in chosen_options(kind, question, offered) for c in option.conditions)

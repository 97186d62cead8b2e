"""Searching where persons are sealed: what must not be told, what is said beside the search and for a field's ways."""

from app.kernel.i18n import _l

EXACTLY = _l("Exactly")
BY_BEGINNING = _l("By the beginning")
NOT_AT_ALL = _l("Not at all")
HELP = {
    "is": _l("“is” finds only what is entered in full; the way of writing does not matter."),
    "starts": _l("“begins with” needs two letters and compares the first four at most."),
}


def veiled(kind):
    """What is asked of persons: the search (`q`) and sealed fields. Their words stand in addresses as tokens."""
    sealed = {name for name, one in kind.visible.items() if one.kind == "sealed"}
    return frozenset(sealed | {"q"}) if sealed else frozenset()


def help_for(of):
    """Sentences about the ways in which a sealed field is asked; none for other fields."""
    return [HELP[operator] for operator in of.finds] if of is not None and of.kind == "sealed" else []

"""The blind keys of the first letters of customers, by which one is found while somebody types."""

from sqlalchemy import false, or_

from app.commerce.customers.model import Customer
from app.commerce.persons.keys import PREFIXES, beginnings_of
from app.kernel import sealing
from app.kernel.likeness import name_key

COLUMNS = tuple(f"{of}_{length}" for of in ("name", "kana") for length in PREFIXES)


def beginnings(person):
    """`{column: key}` of a person's name (a firm's without one) and reading; None where it is too short."""
    keys = (*beginnings_of(person.name or person.company), *beginnings_of(person.kana))
    return dict(zip(COLUMNS, keys, strict=True))


def beginning_with(typed):
    """Clause of customers whose name or reading begins like `typed` (two letters at least, see `persons.keys`).

    Longer beginnings find more than they say; who shows them compares again (`begins`).
    """
    folded = name_key(typed)
    length = max((n for n in PREFIXES if n <= len(folded)), default=None)
    if length is None:
        return false()
    key = sealing.blind(folded[:length], of="prefix")
    return or_(getattr(Customer, f"name_{length}") == key, getattr(Customer, f"kana_{length}") == key)


def begins(person, typed):
    """Whether a person's name or reading really begins so."""
    folded = name_key(typed)
    return any(name_key(text).startswith(folded) for text in (person.name, person.kana, person.company))

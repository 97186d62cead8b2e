"""Blind keys of persons: equal for equal telephone, mail, name and address, whatever the way of writing (ec.md §4.15).

What can be searched: telephone, mail, name and address exactly (as compared, not as written); names and readings by
their first letters. What stands in the middle of a name or address cannot be searched.
"""

from dataclasses import dataclass
from functools import lru_cache

from app.kernel import context, sealing
from app.kernel.likeness import address_key, mail_key, name_key, phone_key

PREFIXES = (2, 4)
"""Lengths of the hashed beginnings. A longer beginning is found by its first four letters."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Blind keys, None where there is nothing to compare."""

    phone_key: int | None
    mail_key: int | None
    name_key: int | None
    address_key: int | None


def keys_of(person):
    """The keys of a person."""
    return Keys(
        blind_phone(person.phone),
        blind_mail(person.mail),
        blind_name(person.name),
        blind_address(person.address),
    )


def blind_phone(text):
    """Key of a telephone number, None for none and for fillers (000-0000-0000)."""
    return _blind(context.tenant_id(), "phone", text)


def blind_mail(text):
    """Key of a mail address."""
    return _blind(context.tenant_id(), "mail", text)


def blind_name(text):
    """Key of a name."""
    return _blind(context.tenant_id(), "name", text)


def blind_address(text):
    """Key of an address in one line."""
    return _blind(context.tenant_id(), "address", text)


_WAYS = {"phone": phone_key, "mail": mail_key, "name": name_key, "address": address_key}


@lru_cache(maxsize=50_000)
def _blind(tenant_id, kind, text):
    """Buyer and recipient are the same as a rule. `tenant_id` keeps the cache of one tenant from another's."""
    return sealing.blind(_WAYS[kind](text), of=kind) if text else None


def prefixes_of(*persons):
    """The hashed beginnings of names and readings of some persons."""
    texts = {text for person in persons if person for text in (person.name, person.kana, person.company)}
    return {key for text in texts for key in beginnings_of(text)} - {None}


def beginnings_of(text):
    """The hashed beginnings of a name or reading in the order of PREFIXES, None where it is too short."""
    return _beginnings(context.tenant_id(), text)


@lru_cache(maxsize=50_000)
def _beginnings(tenant_id, text):
    """`tenant_id` only keeps the cache of one tenant from another's: the hash takes it from the context."""
    folded = name_key(text)
    return tuple(sealing.blind(folded[:n], of="prefix") if len(folded) >= n else None for n in PREFIXES)


def prefix_asked(text):
    """The key by which names beginning with `text` are looked up; None when it is too short to be found."""
    folded = name_key(text)
    length = max((n for n in PREFIXES if n <= len(folded)), default=None)
    return None if length is None else sealing.blind(folded[:length], of="prefix")

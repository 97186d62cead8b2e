"""The kinds of notice, registered by the packages that send them, so that each user may choose per kind."""

from dataclasses import dataclass

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """`label` is an English msgid; `mail` whether mail is on unless the user says otherwise."""

    name: str
    label: str
    mail: bool = True


def kind(name, label, *, mail=True):
    """Register a kind of notice (`approval.waiting`)."""
    KINDS[name] = Kind(name, label, mail)
    return name

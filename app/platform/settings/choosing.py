"""Declaring, reading and changing settings."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.parsing import parse_yen
from app.platform.audit import record
from app.platform.settings.model import Setting

SETTINGS: dict[str, "Declared"] = {}


@dataclass(frozen=True)
class Declared:
    """`label` and `help` are English msgids; `choices` are `(value, label)` pairs, or None for a free value."""

    name: str
    label: str
    default: Any
    choices: tuple | None = None
    help: str = ""


def setting(name, label, default, *, choices=None, help=""):  # noqa: A002 -- the trade's own word on forms
    """Declare a setting (`procurement.minimum_quotes`). Returns its name."""
    SETTINGS[name] = Declared(name, label, default, choices, help)
    return name


def value_of(name):
    """The present tenant's value, or the declared default."""
    found = session.scalars(select(Setting).where(Setting.name == name)).one_or_none()
    return SETTINGS[name].default if found is None else found.value


def choose(name, value):
    """Change a setting of the present tenant; the trail keeps both values. Raises Rejected for a foreign value."""
    declared = SETTINGS[name]
    _check(declared, value)
    found = session.scalars(select(Setting).where(Setting.name == name)).one_or_none()
    before = declared.default if found is None else found.value
    if before == value:
        return
    if found is None:
        session.add(Setting(name=name, value=value))
    else:
        found.value = value
    record("setting.changed", label=name, changes={name: [before, value]})


def values():
    """`{name: value}` of every declared setting for the present tenant, in one statement."""
    stored = dict(session.execute(select(Setting.name, Setting.value)).all())
    return {name: stored.get(name, declared.default) for name, declared in SETTINGS.items()}


def choose_all(typed):
    """Change every setting named in `typed` (name → text). Returns the first refusal (Rejected), or None.

    Text is read as the kind of the default: number, yes/no, or text. Nothing is changed when one is refused.
    """
    try:
        read = {name: _read(SETTINGS[name], typed[name]) for name in SETTINGS if name in typed}
        for name, value in read.items():
            _check(SETTINGS[name], value)
        for name, value in read.items():
            choose(name, value)
    except Rejected as refusal:
        return refusal
    return None


def _check(declared, value):
    if declared.choices and value not in [one for one, _ in declared.choices]:
        raise Rejected("Please choose one of the offered values.", field=declared.name)


def _read(declared, text):
    if isinstance(declared.default, bool):
        return text in ("1", "true", "on", "y")
    if isinstance(declared.default, int):
        try:
            return parse_yen(text)
        except ValueError:
            raise Rejected("Please enter a number.", field=declared.name) from None
    if isinstance(declared.default, list | dict):
        raise Rejected("This setting has a page of its own.", field=declared.name)
    return text.strip()

"""The list of all permissions. Each package registers its own in `permissions.py`; roles pick from the list."""

from dataclasses import dataclass

PERMISSIONS: dict[str, "Permission"] = {}
GENTLE = ("view", "read", "comment", "like")
"""Last words of what a light licence may do: reading what others registered, commenting on it, liking it."""


@dataclass(frozen=True)
class Permission:
    """`label` is an English msgid; `roles` the codes of the built-in roles that have it from the start.

    `light`: whether a person with a light licence keeps it.
    """

    name: str
    label: str
    roles: tuple[str, ...]
    light: bool = False


def permission(name, label, *roles, light=None):
    """Register a permission (`procurement.rfq.send`) and the built-in roles that start with it. Returns its name.

    `light`: whether a light licence keeps it; unless said, that of the last word of its name (GENTLE).
    """
    gentle = name.rpartition(".")[2] in GENTLE if light is None else light
    PERMISSIONS[name] = Permission(name, label, roles, gentle)
    return name


def granted_to(role):
    """Names of the permissions that the built-in role starts with, sorted."""
    return sorted(one.name for one in PERMISSIONS.values() if role in one.roles)

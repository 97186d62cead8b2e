"""The list of all permissions. Each package registers its own in `permissions.py`; roles pick from the list."""

from dataclasses import dataclass

PERMISSIONS: dict[str, "Permission"] = {}


@dataclass(frozen=True)
class Permission:
    """`label` is an English msgid; `roles` the codes of the built-in roles that have it from the start."""

    name: str
    label: str
    roles: tuple[str, ...]


def permission(name, label, *roles):
    """Register a permission (`procurement.rfq.send`) and the built-in roles that start with it. Returns its name."""
    PERMISSIONS[name] = Permission(name, label, roles)
    return name


def granted_to(role):
    """Names of the permissions that the built-in role starts with, sorted."""
    return sorted(one.name for one in PERMISSIONS.values() if role in one.roles)

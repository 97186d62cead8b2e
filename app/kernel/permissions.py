"""The list of all permissions. Each package registers its own in `permissions.py`; roles pick from the list."""

from dataclasses import dataclass

PERMISSIONS: dict[str, "Permission"] = {}
WITHOUT = "-"
GENTLE = ("view", "read", "like")
"""Last words of what a light licence may do: reading what others registered, liking it. It comments on
activities alone, where commenting is part of `view`; elsewhere a permission that ends in `comment` says who may."""


@dataclass(frozen=True)
class Permission:
    """`label` is an English msgid; `roles` the codes of the built-in roles that have it from the start.

    `light`: whether a person with a light licence keeps it. `follows`: the permission that brought this one along
    before it had a name of its own, see `in_force`.
    """

    name: str
    label: str
    roles: tuple[str, ...]
    light: bool = False
    follows: str = ""


def permission(name, label, *roles, light=None, follows=""):
    """Register a permission (`procurement.rfq.send`) and the built-in roles that start with it. Returns its name.

    `light`: whether a light licence keeps it; unless said, that of the last word of its name (GENTLE).
    """
    gentle = name.rpartition(".")[2] in GENTLE if light is None else light
    PERMISSIONS[name] = Permission(name, label, roles, gentle, follows)
    return name


def in_force(kept):
    """The permissions of a role that keeps `kept` (names as stored): its own, and the followers of those.

    A follower is left out where the role was saved without it (`to_keep`); older roles go on as before.
    """
    own = {one for one in kept if not one.startswith(WITHOUT)}
    came = {one.name for one in PERMISSIONS.values() if one.follows in own}
    return own | {one for one in came if f"{WITHOUT}{one}" not in kept}


def to_keep(chosen):
    """What a role stores for the permissions somebody `chosen`: sorted, with a mark for each follower left out."""
    left = (one for one in PERMISSIONS.values() if one.follows in chosen and one.name not in chosen)
    return sorted({*chosen, *(f"{WITHOUT}{one.name}" for one in left)})


def granted_to(role):
    """Names of the permissions that the built-in role starts with, sorted."""
    return sorted(one.name for one in PERMISSIONS.values() if role in one.roles)

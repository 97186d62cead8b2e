"""What a token may do: for each record type and offer reading and writing, never more than its owner."""

from app.kernel.i18n import _
from app.records.kit.describing import RECORD_TYPES
from app.records.rest.offering import OFFERS


def known_scopes():
    """`{scope: permissions it stands for}`, two for each record type, then two for each offer.

    `product:read`, and `product:write` with reading.
    """
    found = {}
    for kind in RECORD_TYPES.values():
        found[f"{kind.name}:read"] = frozenset({kind.permissions.view})
        found[f"{kind.name}:write"] = frozenset({kind.permissions.view, kind.permissions.edit})
    for one in OFFERS.values():
        found[f"{one.name}:read"] = frozenset({one.view})
        found[f"{one.name}:write"] = frozenset({one.view, one.edit})
    return found


def offered_to(actor):
    """`[(scope, label)]` that the actor may give a program, in order of the record types, offers last."""
    said = {"read": lambda plural: _("Read %(records)s", records=plural)}
    said["write"] = lambda plural: _("Read and change %(records)s", records=plural)
    plurals = {one.name: one.plural for one in (*RECORD_TYPES.values(), *OFFERS.values())}
    return [
        (scope, said[scope.partition(":")[2]](plurals[scope.partition(":")[0]]))
        for scope, needed in known_scopes().items()
        if needed <= actor.permissions
    ]


def permissions_of(scopes, owned):
    """The permissions among `owned` (the owner's of today) that the scopes stand for.

    Who may write may delete as far as the owner may.
    """
    known = known_scopes()
    wanted = frozenset().union(*(known.get(one, frozenset()) for one in scopes))
    writing = (kind for kind in RECORD_TYPES.values() if f"{kind.name}:write" in scopes)
    return (wanted | {kind.permissions.delete for kind in writing}) & owned

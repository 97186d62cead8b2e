"""A person's reach, carried into a job: what they ask for in the background must not see more than they do."""

import uuid

from app.kernel.context import Actor


def packed(actor):
    """`actor` as an argument of a job: who, in which language, what they may, and which records they may know of."""
    return {
        "id": str(actor.id) if actor.id else None,
        "name": actor.name,
        "kind": actor.kind,
        "locale": actor.locale,
        "permissions": sorted(actor.permissions),
        "subjects": sorted(actor.subjects),
        "organisation_ids": sorted(map(str, actor.organisation_ids)),
    }


def unpacked(kept):
    """The Actor that `packed` kept. Whoever asked had been checked; what they may tells how values are shown (persons
    in full or masked).
    """
    return Actor(
        id=uuid.UUID(kept["id"]) if kept["id"] else None,
        name=kept["name"],
        kind=kept["kind"],
        locale=kept["locale"],
        permissions=frozenset(kept.get("permissions", ())),
        subjects=frozenset(kept["subjects"]),
        organisation_ids=frozenset(map(uuid.UUID, kept["organisation_ids"])),
    )

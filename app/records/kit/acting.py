"""A person's reach, carried into a job: what they ask for in the background must not see more than they do."""

import uuid

from app.kernel.context import Actor


def packed(actor):
    """`actor` as an argument of a job: who, in which language, and what decides which records they may know of."""
    return {
        "id": str(actor.id) if actor.id else None,
        "name": actor.name,
        "kind": actor.kind,
        "locale": actor.locale,
        "subjects": sorted(actor.subjects),
        "organisation_ids": sorted(map(str, actor.organisation_ids)),
    }


def unpacked(kept):
    """The Actor that `packed` kept. It has no permissions: whoever asked had been checked."""
    return Actor(
        id=uuid.UUID(kept["id"]) if kept["id"] else None,
        name=kept["name"],
        kind=kept["kind"],
        locale=kept["locale"],
        subjects=frozenset(kept["subjects"]),
        organisation_ids=frozenset(map(uuid.UUID, kept["organisation_ids"])),
    )

"""Who acts, in which tenant, for which request. Set at the edge (request, job, command), read everywhere."""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from app.kernel.errors import NoTenant

_tenant: ContextVar[uuid.UUID | None] = ContextVar("tenant", default=None)
_actor: ContextVar["Actor | None"] = ContextVar("actor", default=None)
_request: ContextVar["Origin"] = ContextVar("origin")


@dataclass(frozen=True)
class Actor:
    """The person (or part of the system) that acts, without its tables.

    `permissions` are dotted names; `organisation_ids` the organisations the person belongs to, with all below.
    `subjects` are the words under which records may be disclosed to them (records.disclosures).
    `acting_for` is the person they stand in for (代理), whose id and name the audit trail keeps beside theirs.
    """

    id: uuid.UUID | None
    name: str
    email: str = ""
    permissions: frozenset[str] = frozenset()
    organisation_id: uuid.UUID | None = None
    organisation_ids: frozenset[uuid.UUID] = frozenset()
    subjects: frozenset[str] = frozenset()
    kind: str = "person"  # person | guest | system
    locale: str = "ja"
    acting_for: "Actor | None" = None

    def may(self, permission):
        """True when the dotted `permission` was granted to this person."""
        return permission in self.permissions


SYSTEM = Actor(id=None, name="Choba", kind="system")


@dataclass(frozen=True)
class Origin:
    """Where a change came from: request id, network address, and the job's name when a job did it."""

    request_id: str = ""
    address: str = ""
    job: str = ""
    extra: dict = field(default_factory=dict)


def tenant_id():
    """The present tenant's id. Raises NoTenant outside one."""
    found = _tenant.get()
    if found is None:
        raise NoTenant("tenant-owned rows need a tenant: enter one with tenancy.entered(tenant_id)")
    return found


def tenant_id_or_none():
    """The present tenant's id, or None outside one."""
    return _tenant.get()


def actor():
    """Who acts now; `SYSTEM` when nobody signed in (clock, command)."""
    return _actor.get() or SYSTEM


def origin():
    """Where the present change comes from."""
    return _request.get(Origin())


def set_tenant(value):
    """Make `value` (UUID or None) the present tenant. Only `tenancy` calls this."""
    return _tenant.set(value)


def set_actor(value):
    """Make `value` the present actor for the rest of this request or job; returns the reset token."""
    return _actor.set(value)


def set_origin(value):
    """Note where changes come from for the rest of this request or job."""
    return _request.set(value)


@contextmanager
def acting_as(someone):
    """Run a block as `someone` (an Actor)."""
    token = _actor.set(someone)
    try:
        yield someone
    finally:
        _actor.reset(token)

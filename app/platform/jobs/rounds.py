"""Rounds: small looks at every tenant that repeat, such as "what became due?". What takes time they leave to jobs."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from redis.exceptions import RedisError
from sqlalchemy import text

from app.kernel import context, tenancy
from app.kernel.db import db
from app.platform.jobs import bell

log = structlog.get_logger()
_KEY = "choba:round:"


@dataclass(frozen=True)
class Round:
    """`function()` is called inside each tenant about every `every` seconds; to be called twice must be harmless."""

    name: str
    every: int
    function: Callable


ROUNDS: dict[str, Round] = {}


def go_round(name, *, every):
    """Decorator: call the function inside every tenant about every `every` seconds."""

    def register(function):
        ROUNDS[name] = Round(name, every, function)
        return function

    return register


def run_due():
    """Make the rounds whose time has come. A tenant whose round fails keeps no other from theirs."""
    for one in ROUNDS.values():
        if _is_due(one):
            _make(one)


def _is_due(one):
    """Due when nobody made it lately; without Valkey nobody can tell, and the clock's beat is close enough."""
    try:
        return bool(bell.connection() and bell.connection().set(_KEY + one.name, "1", nx=True, ex=one.every))
    except (RedisError, OSError):
        return True


def _make(one):
    for tenant_id in db.session.scalars(text("SELECT id FROM tenants ORDER BY id")).all():
        with tenancy.entered(tenant_id), context.acting_as(context.SYSTEM):
            try:
                one.function()
                db.session.commit()
            except Exception:
                db.session.rollback()
                log.exception("round failed", name=one.name)

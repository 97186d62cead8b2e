"""The scope of a person, and what the tree would make of it today."""

from sqlalchemy import select, text

from app.access.scopes.model import ScopeLine, ScopeSnapshot
from app.kernel import clock, context
from app.kernel.db import once_in_transaction, session

_RECKONED = """
    SELECT u.id AS user_id, below.id AS organisation_id, below.id = own.id AS own
      FROM users u
      JOIN organisations own ON own.tenant_id = u.tenant_id AND own.id = u.organisation_id
      JOIN organisations below ON below.tenant_id = own.tenant_id AND below.path ^@ own.path
     WHERE u.state <> 'disabled' AND COALESCE(below.valid_from, :day) <= :day"""
_KEPT = """
    SELECT l.user_id, l.organisation_id, l.own FROM scope_lines l
      JOIN scope_snapshots s ON s.tenant_id = l.tenant_id AND s.id = l.snapshot_id WHERE s.current"""
RECKONED = text(f"{_RECKONED} ORDER BY 1, 2")
_DIFFERENCE = text(f"""
    WITH reckoned AS MATERIALIZED ({_RECKONED}), kept AS MATERIALIZED ({_KEPT})
    SELECT (SELECT count(*) FROM (TABLE reckoned EXCEPT TABLE kept) more) AS added,
           (SELECT count(*) FROM (TABLE kept EXCEPT TABLE reckoned) less) AS removed""")


def current():
    """The ScopeSnapshot in force, or None before the first."""
    return session.scalars(select(ScopeSnapshot).where(ScopeSnapshot.current)).one_or_none()


def difference():
    """Row of added, removed: the lines in which today's tree and colleagues differ from the scopes in force."""
    return session.execute(_DIFFERENCE, {"day": clock.today()}).one()


def stale():
    """Whether an administrator should bring the scopes up to date; before the first snapshot nobody needs to."""
    return current() is not None and any(difference())


def scope_of(actor, *, own=False):
    """Ids of the departments that count for an actor (`own`: without those below), by the snapshot in force.

    Who is in none (a new colleague, before the first snapshot) has what the tree says now.
    """
    lines = once_in_transaction(f"scope of {actor.id}", lambda: _lines(actor.id))
    if not lines:
        now = {actor.organisation_id} - {None} if own else actor.organisation_ids
        return tuple(sorted(now))
    return tuple(one for one, is_own in lines if is_own or not own)


def _lines(user_id):
    found = (
        select(ScopeLine.organisation_id, ScopeLine.own)
        .join(ScopeSnapshot, ScopeSnapshot.id == ScopeLine.snapshot_id)
        .where(
            ScopeSnapshot.tenant_id == context.tenant_id(),
            ScopeSnapshot.current,
            ScopeLine.user_id == user_id,
        )
    )
    return session.execute(found.order_by(ScopeLine.organisation_id)).all()

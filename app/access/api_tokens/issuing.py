"""Making, checking and ending tokens."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.access.api_tokens.model import ApiToken
from app.access.api_tokens.queries import with_prefix
from app.access.api_tokens.scopes import known_scopes, permissions_of
from app.access.users.queries import actor_from, row_for_request
from app.kernel import context, noting
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record

LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)
_TEXT = re.compile(r"choba_([0-9a-f]{10})_([\w-]{43})", re.ASCII)


def issue(name, scopes, lifetime, *, by):
    """A token for the Actor `by`, and its text, which is shown once and kept nowhere: `(ApiToken, text)`.

    Raises Rejected for no name, no scope, a scope beyond what `by` may do, or a lifetime over a year.
    """
    known = known_scopes()
    if not name.strip():
        raise Rejected("Say what the token is for.", "name")
    if not scopes or any(known.get(one) is None or not known[one] <= by.permissions for one in scopes):
        raise Rejected("Choose what the token may do, among what you may do yourself.", "scopes")
    if not timedelta() < lifetime <= LONGEST:
        raise Rejected("A token lasts a year at most.", "lifetime")
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    token = ApiToken(
        user_id=by.id,
        name=name.strip()[:100],
        prefix=prefix,
        secret_hash=_hash(secret),
        scopes=sorted(scopes),
        created_at=now(),
        expires_at=now() + lifetime,
    )
    session.add(token)
    session.flush()  # the audit line names it
    record("api_token.issued", token, by=by, label=token.label, scopes=", ".join(token.scopes))
    return token, f"choba_{prefix}_{secret}"


def revoke(token, *, by):
    """End a token at once. Twice is once."""
    if token.revoked_at:
        return
    token.revoked_at = now()
    record("api_token.revoked", token, by=by, label=token.label)


@dataclass(frozen=True)
class Visit:
    """A program that came in: its token, the row of its owner, and the Actor with what both allow; or why not."""

    token: Any = None
    user: Any = None
    actor: Any = None
    trouble: str = ""


def visit(text):
    """Whom the text of a token lets in: a Visit, with `trouble` `invalid`, `expired` or `revoked` when nobody."""
    match = _TEXT.fullmatch(text)
    token = session.scalars(with_prefix(match[1])).one_or_none() if match else None
    if token is None or not hmac.compare_digest(token.secret_hash, _hash(match[2])):
        return Visit(trouble="invalid")
    state = token.state(now())
    if state != "active":
        return Visit(trouble=state)
    user = row_for_request(context.tenant_id(), token.user_id)
    if user is None or user.state != "active":
        return Visit(trouble="invalid")
    actor = actor_from(user)
    actor = replace(actor, permissions=permissions_of(token.scopes, actor.permissions))
    if token.last_used_at is None or token.last_used_at < now() - NOTED_EVERY:
        noting.security_fact(lambda: _note_use(token.id))
    return Visit(token, user, actor)


def _note_use(token_id):
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now()))


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()

"""A request that is sent twice under one key is done once."""

import hashlib
import re
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.ids import new_id
from app.kernel.problems import Problem
from app.records.rest.model import ApiRequest

KEPT = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def fingerprint(method, address, body):
    """What makes two requests the same."""
    return hashlib.sha256(f"{method} {address}\n".encode() + body).hexdigest()


def done_before(token_id, key, print_of):
    """The ApiRequest that was answered under `key`, or None: then this one is noted and may go on.

    A second request waits here while the first is under way. Raises Problem when the key stood for another request.
    """
    if not _KEY.fullmatch(key):
        raise Problem(
            "An Idempotency-Key has up to 200 visible ASCII letters.", status=400, code="invalid_key"
        )
    session.execute(delete(ApiRequest).where(ApiRequest.created_at < now() - KEPT))
    values = {
        "tenant_id": context.tenant_id(), "id": new_id(), "token_id": token_id, "key": key,
        "fingerprint": print_of, "headers": {}, "body": "", "created_at": now(),
    }  # fmt: skip
    unique = [ApiRequest.tenant_id, ApiRequest.token_id, ApiRequest.key]
    noted = insert(ApiRequest).values(values).on_conflict_do_nothing(index_elements=unique)
    if session.execute(noted.returning(ApiRequest.id)).first():
        return None
    found = session.scalars(
        select(ApiRequest).where(ApiRequest.token_id == token_id, ApiRequest.key == key)
    ).one()
    if found.fingerprint != print_of:
        raise Problem(
            "This Idempotency-Key was used for another request. Take a new one.",
            status=422,
            code="key_reused",
        )
    return found


def answered(token_id, key, status, headers, body):
    """Keep the answer with what it changed: both are committed, or neither."""
    session.execute(
        update(ApiRequest)
        .where(ApiRequest.token_id == token_id, ApiRequest.key == key)
        .values(status=status, headers=headers, body=body)
    )

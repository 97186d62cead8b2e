"""A form is taken once: two clicks, two browser tabs or a lost answer never make two documents."""

import secrets

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.exchange import posting
from app.exchange.answering.model import SentForm
from app.kernel import context
from app.kernel.db import session
from app.kernel.ids import new_id


def new_token():
    """A token for a form that is about to be shown."""
    return secrets.token_urlsafe(18)


def first_time(case_id, token):
    """True for the first sending of the form; the case is locked, so a second one waits and is then told False."""
    case = posting.locked(case_id)
    kept = insert(SentForm).values(
        tenant_id=context.tenant_id(), id=new_id(), case_id=case.id, token=token or new_token()
    )
    return bool(
        session.execute(
            kept.on_conflict_do_nothing(index_elements=["tenant_id", "token"]).returning(SentForm.id)
        ).first()
    )


def was_sent(token):
    """Whether the form was taken already (without waiting for a sending that is under way)."""
    return session.scalar(select(SentForm.id).where(SentForm.token == token)) is not None

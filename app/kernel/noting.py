"""Security facts are kept even when the request fails: their own short transaction (architecture §6)."""

from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.kernel import context, db


@contextmanager
def security_fact():
    """A session of its own that commits at the end of the block: failed sign-ins, refusals, rates. Nothing else.

    The caller's transaction must not hold locks on the rows that are noted.
    """
    with Session(
        bind=db.outermost().get_bind(),
        join_transaction_mode="create_savepoint",
        expire_on_commit=False,
        info={"tenant_id": context.tenant_id_or_none()},
    ) as own:
        yield own
        own.commit()

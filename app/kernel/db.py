"""The database: declarative base, the present session, and work that waits for the commit."""

import datetime as dt
import uuid
from contextvars import ContextVar
from decimal import Decimal
from typing import Annotated

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import BigInteger, DateTime, MetaData, Numeric, Text, event, func
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry
from werkzeug.local import LocalProxy

from app.kernel.clock import now

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

Yen = Annotated[int, mapped_column(BigInteger)]
"""Whole yen. bigint, because row-level security admits only leakproof operators to an index."""
Quantity = Annotated[Decimal, mapped_column(Numeric(18, 4))]
UnitPrice = Annotated[Decimal, mapped_column(Numeric(18, 4))]
Moment = Annotated[dt.datetime, mapped_column(DateTime(timezone=True))]
Stamp = Annotated[
    dt.datetime,
    mapped_column(DateTime(timezone=True), default=now, server_default=func.clock_timestamp()),
]
"""When the row was made: the kernel's clock, which demonstration data and tests may set; else the database's."""


class Base(DeclarativeBase):
    """Base of every table. Types are leakproof where an index may need them (architecture §3).

    A flush reads nothing back: the application gives ids and moments, and what the server chose is read when asked for.
    """

    __mapper_args__ = {"eager_defaults": False}
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            uuid.UUID: UUID(as_uuid=True),
            str: Text(),
            int: BigInteger(),
            dt.datetime: DateTime(timezone=True),
            Decimal: Numeric(18, 4),
        },
    )


class RequestSession(FlaskSession):
    """Honours a bind of its own (a test's connection), which Flask-SQLAlchemy's session does not."""

    def get_bind(self, *args, **options):
        """The given bind, else the application's engine."""
        return self.bind if self.bind is not None else super().get_bind(*args, **options)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False, "class_": RequestSession})

_inner: ContextVar[Session | None] = ContextVar("inner_session", default=None)


def present_session():
    """The session in force: the other tenant's while `acting_for` runs, else this request's or job's."""
    return _inner.get() or db.session()


session: Session = LocalProxy(present_session)


def forget(model, ids, column="id"):
    """Rows in hand that were written past the session (an UPDATE in bulk): they are read anew when asked."""
    ids = set(ids)
    for row in list(session.identity_map.values()):
        if isinstance(row, model) and getattr(row, column) in ids:
            session.expire(row)


def once_in_transaction(name, read):
    """What `read()` gives, asked once in a transaction: for small tables that a file of many rows asks at each row.

    A change within the same transaction is seen in the next one.
    """
    now, kept = session.get_transaction(), session.info.get(name)
    if now is None or kept is None or kept[0] is not now:
        found = read()
        kept = session.info[name] = (session.get_transaction(), found)
    return kept[1]


def outermost():
    """The session that owns the transaction (it commits; an inner one never does)."""
    return db.session()


def after_commit(work, fact):
    """Call `work([fact, …])` once the present transaction is committed; forget it when it rolls back.

    Work that was asked for several times is called once, with all its facts in order.
    """
    outermost().info.setdefault("after_commit", []).append((work, fact))


@event.listens_for(Session, "after_commit")
def _release(committed):
    if committed.get_nested_transaction() is None:
        gathered = {}
        for work, fact in committed.info.pop("after_commit", []):
            gathered.setdefault(work, []).append(fact)
        for work, facts in gathered.items():
            work(facts)


@event.listens_for(Session, "after_transaction_create")
def _mark(begun, transaction):
    """A savepoint that is undone takes with it what was promised inside it, and nothing else."""
    if transaction.nested:
        begun.info.setdefault("savepoints", {})[transaction] = len(begun.info.get("after_commit", []))


@event.listens_for(Session, "after_transaction_end")
def _unmark(session, transaction):
    session.info.get("savepoints", {}).pop(transaction, None)


@event.listens_for(Session, "after_rollback")
def _drop(rolled_back):
    kept = rolled_back.info.get("savepoints", {}).get(rolled_back.get_nested_transaction(), 0)
    del rolled_back.info.get("after_commit", [])[kept:]


def database_now():
    """The database's own clock (`clock_timestamp()`), aware. Deadlines are compared with this one."""
    return session.scalar(func.clock_timestamp())

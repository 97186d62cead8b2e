"""Runs migrations as `choba_owner`: one at a time, short lock waits, tried again when a table is busy."""

import time

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from app.config import Config
from app.factory import load_packages
from app.kernel.db import db

LOCK = 0x43484F4241  # "CHOBA"
ATTEMPTS = 20

load_packages()
target_metadata = db.metadatas[None]


def include(obj, name, kind, reflected, compare_to):
    """Compare only what the models own."""
    return not (kind == "table" and name == "alembic_version")


def migrate_online():
    """Upgrade under an advisory lock; a table locked for over a second is waited for outside that lock."""
    url = context.config.attributes.get("url") or Config.from_environment().database_owner_url
    engine = create_engine(url)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with engine.connect() as connection:
                _run(connection)
            break
        except OperationalError as busy:
            if attempt == ATTEMPTS or "lock timeout" not in str(busy):
                raise
            time.sleep(0.5 * attempt)
    engine.dispose()


def _run(connection):
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
    connection.execute(text("SET lock_timeout = '1s'"))
    connection.execute(text("SET statement_timeout = '10min'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        include_object=include,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        connection.execute(text("GRANT SELECT ON alembic_version TO choba_app"))  # /up compares heads
        connection.commit()


migrate_online()

"""Taking a new key into use in every tenant, and counting what stands under which key."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from app.access.tenants.model import Tenant
from app.kernel import context, resealing, sealing, tenancy
from app.kernel.db import db, session


@dataclass(frozen=True)
class Counted:
    """`numbers`: `{table: Counter({number of key: values})}` over all tenants; `current` is the number in use."""

    numbers: dict
    current: int

    @property
    def outdated(self):
        """How many values stand under another key than the one in use."""
        return sum(n for found in self.numbers.values() for key, n in found.items() if key != self.current)


def reseal_everything(owner, say):
    """Seal all tenants' contents anew; `say(line)` hears how far it is. Returns how many could not be opened.

    `owner`: an engine of the role that owns the tables.
    """
    broken = 0
    for slug in _each_tenant():
        for table, columns in resealing.kept_in(db.metadata).items():
            total = 0
            for done, unopened in resealing.reseal(table, columns, partial(_transaction, owner)):
                total, broken = total + done, broken + len(unopened)
                say(f"{slug} {table.name}: {total}")
                for row_id in unopened:
                    say(f"{slug} {table.name}: {row_id} cannot be opened")
    return broken


def counted(owner):
    """Counted, now."""
    found = {table: Counter() for table in resealing.kept_in(db.metadata)}
    for _slug in _each_tenant():
        with _transaction(owner) as connection:
            for table, columns in resealing.kept_in(db.metadata).items():
                found[table] += resealing.numbers(table, columns, connection)
    return Counted({table.name: numbers for table, numbers in found.items()}, sealing.current())


def _each_tenant():
    """Enter one tenant after the other, those that are not active too; gives their slugs."""
    tenants = session.execute(select(Tenant.id, Tenant.slug).order_by(Tenant.slug)).all()
    session.rollback()
    for tenant_id, slug in tenants:
        with tenancy.entered(tenant_id):
            yield slug


@contextmanager
def _transaction(owner):
    with owner.begin() as connection:
        tenancy._set_local(connection, context.tenant_id())
        yield connection


def as_text(found):
    """The report for a terminal: a line for each table that holds something, and what is left under older keys."""
    lines = [
        f"{table}: " + ", ".join(f"{count} under key {key}" for key, count in sorted(numbers.items()))
        for table, numbers in found.numbers.items()
        if numbers
    ]
    left = (
        f"{found.outdated} VALUES UNDER OLDER KEYS: run it again"
        if found.outdated
        else "none under older keys"
    )
    return "\n".join([*lines, f"key in use: {found.current}; {left}"]) + "\n"

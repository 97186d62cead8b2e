"""Noting who saw personal data, after the answer (architecture §6)."""

from app.commerce import permissions
from app.commerce.persons.model import PersonalDataRead
from app.kernel import clock, context, noting
from app.kernel.db import session


def note_read(record_id, label, *, way="page"):
    """The present reader sees a person in full; who only sees masked data is not noted. `way`: page, file, paper."""
    who = context.actor()
    if not who.may(permissions.PERSON_SEE):
        return
    now = clock.now()

    def write():
        session.add(
            PersonalDataRead(
                record_id=record_id, way=way, label=label, by_id=who.id, by_name=who.name, at=now
            )
        )
        session.flush()

    noting.seen_fact(write)

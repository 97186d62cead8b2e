"""A copy is known to the same people as its source."""

from app.kernel.db import session
from app.records.disclosures.model import Disclosure
from app.records.disclosures.queries import subjects_of


def disclose_alike(source, row):
    """Restrict `row` as `source` is restricted."""
    row.restricted = source.restricted
    session.add_all(
        Disclosure(record_id=row.id, subject=subject) for subject in session.scalars(subjects_of(source.id))
    )

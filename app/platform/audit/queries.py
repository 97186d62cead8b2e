"""Reading the trail: per record, and for the whole tenant."""

from sqlalchemy import select

from app.platform.audit.model import AuditEntry

_withheld = []


def trail_of(record_id, limit=100):
    """The newest entries about one record, newest first (select of AuditEntry)."""
    return (
        select(AuditEntry)
        .where(AuditEntry.subject_id == record_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    )


def withhold(clause):
    """Decorator: `f() -> clause` of the entries that the present actor may know of; the packages above have reasons."""
    if clause not in _withheld:
        _withheld.append(clause)
    return clause


def whole_trail(*, verb=None, actor_id=None, since=None, until=None, everything=False):
    """Entries of the tenant by verb prefix (`rfq.`), person and time (aware moments), for `paging.paged`.

    Without what is withheld from the present actor, unless `everything` is asked (see `opening`).
    """
    found = select(AuditEntry)
    if not everything:
        found = found.where(*(clause() for clause in _withheld))
    if verb:
        found = found.where(AuditEntry.verb.startswith(verb, autoescape=True))
    if actor_id:
        found = found.where(AuditEntry.actor_id == actor_id)
    if since:
        found = found.where(AuditEntry.at >= since)
    if until:
        found = found.where(AuditEntry.at < until)
    return found

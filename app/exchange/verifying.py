"""Proving that nothing was changed: recompute every chain and compare both sides' copies."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.access.tenants.model import Tenant
from app.exchange.cases.model import Case
from app.exchange.envelopes.model import Envelope
from app.exchange.posting import chain_hash, utc_text
from app.kernel import tenancy
from app.kernel.db import session


@dataclass
class Report:
    """How much was checked, and what is wrong (one sentence each)."""

    cases: int = 0
    envelopes: int = 0
    problems: list[str] = field(default_factory=list)


def verify_everything():
    """Check every tenant's chains. Returns a Report; sentences name tenant, case and position."""
    report, seen = Report(), {}
    for tenant in session.scalars(select(Tenant).order_by(Tenant.slug)).all():
        with tenancy.entered(tenant.id):
            for case in session.scalars(select(Case).order_by(Case.id)).all():
                _verify_case(report, tenant.slug, case, seen)
    return report


def _verify_case(report, slug, case, seen):
    report.cases += 1
    previous = ""
    for envelope in session.scalars(
        select(Envelope).where(Envelope.case_id == case.id).order_by(Envelope.position)
    ):
        report.envelopes += 1
        where = f"{slug}: case {case.id}, envelope {envelope.position} ({envelope.kind} {envelope.number})"
        if envelope.previous != previous or hash_of(envelope) != envelope.sha256:
            report.problems.append(f"{where}: the content does not match its hash")
        if seen.setdefault(envelope.id, envelope.sha256) != envelope.sha256:
            report.problems.append(f"{where}: the two sides' copies differ")
        previous = envelope.sha256
    if case.head != previous:
        report.problems.append(f"{slug}: case {case.id}: the end of the chain is missing")


def hash_of(envelope):
    """What the envelope's hash should be."""
    facts = (
        envelope.case_id,
        envelope.position,
        envelope.kind,
        envelope.number,
        envelope.revision,
        envelope.sent_by,
        utc_text(envelope.sent_at),
        envelope.body,
    )
    return chain_hash(envelope.previous, facts, envelope.files)


def as_text(report):
    """The report for a terminal."""
    lines = [f"{report.cases} cases, {report.envelopes} envelopes checked"]
    return (
        "\n".join([*lines, *report.problems, "all chains hold" if not report.problems else "BROKEN"]) + "\n"
    )

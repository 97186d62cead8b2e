"""Undoing a conversion: what it made goes into the bin, but for what somebody touched since."""

from dataclasses import dataclass
from typing import Any

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.records.bin.referring import referred_to
from app.records.changes.operations import ask_for
from app.records.kit import keeping
from app.records.lists.asking import question_from
from app.sales.conversions.operations import PARTS
from app.sales.leads.record import LEAD

ORDER = ("opportunity", "person", "partner")


@dataclass(frozen=True)
class Part:
    """A record of a conversion; `row` None: it is gone, or not within reach. `touched`: it was changed since."""

    name: str
    kind: Any
    row: Any
    made: bool
    touched: bool


def parts_of(conversion, reachable):
    """The Parts of a conversion. `reachable(kind, id)` gives a row the present actor may know of, or None."""
    found = []
    for name, kind in PARTS.items():
        row_id = getattr(conversion, f"{name}_id")
        if row_id is not None:
            row = reachable(kind, row_id)
            touched = row is None or row.version != conversion.versions.get(name)
            found.append(Part(name, kind, row, name in conversion.made, touched))
    return found


def undo(conversion, lead, reachable):
    """Take it back. Returns the Parts that were made and stay, since somebody touched them or something names them.

    Raises Rejected after a day, twice, or when the lead itself was changed.
    """
    session.refresh(conversion, with_for_update=True)
    session.refresh(lead, with_for_update=True)
    if not conversion.undoable:
        raise Rejected("This can be undone within 24 hours and once only.")
    if lead.version != conversion.versions["lead"]:
        raise Rejected("Somebody has changed the lead since. Nothing has been undone.")
    parts = {one.name: one for one in parts_of(conversion, reachable)}
    keeping.move(LEAD, lead, conversion.lead_state)
    lead.person_id = lead.partner_id = lead.opportunity_id = lead.converted_at = None
    conversion.undone_at = clock.now()
    session.flush()  # what follows asks who names the records
    kept = [parts[name] for name in ORDER if name in parts and parts[name].made and not _gone(parts[name])]
    for one in kept:
        setattr(lead, f"{one.name}_id", getattr(conversion, f"{one.name}_id"))
    session.flush()  # the page shows it
    record("lead.conversion_undone", lead, label=f"{lead.code} {lead.name}")
    return kept


def _gone(part):
    """Put a record that nobody touched and nothing names into the bin; whether that was done."""
    if part.touched or referred_to(part.kind, {part.row.id}):
        return False
    ask_for(part.kind, question_from(part.kind, {"ids": [str(part.row.id)]}), "delete")
    return True

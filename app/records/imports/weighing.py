"""Files that would change a weighty field (whose record it is) of very many records are asked about twice."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.kernel.db import session
from app.records.kit.describing import TWICE


@dataclass(frozen=True)
class Weight:
    """`rows` records at most get another value of the field called `label`; `certain`: exactly so many."""

    label: Any
    rows: int
    certain: bool


def weight_of(kind, made):
    """The Weight of what the last look at a draft found, or None where it is nothing to ask about twice.

    Of rows that were not looked at any may change, as far as there are records to be changed.
    """
    seen = made.seen or {}  # one that was never looked at
    certain = seen.get("whole", True)
    fields = [of for of in kind.fields.values() if of.weighty and of.name in made.mapping]
    if made.mode == "create" or not fields or "counts" not in seen:
        return None
    unseen = 0 if certain else max(made.line_count - 1 - seen["lines"], 0)
    most = max(fields, key=lambda of: seen["fields"].get(of.name, 0))
    rows = seen["fields"].get(most.name, 0) + unseen
    if rows > TWICE and not certain:
        rows = min(rows, _there_are(kind))
    return Weight(most.label, rows, certain) if rows > TWICE else None


def _there_are(kind):
    return session.scalar(select(func.count()).select_from(kind.model))

"""Counting pieces off by scan or tap: one statement each, so that two people never count one piece twice."""

from dataclasses import dataclass

from sqlalchemy import update

from app.kernel.db import session
from app.kernel.text import nfkc

TAKEN, FULL, WRONG = "taken", "full", "wrong"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a scan: TAKEN, FULL (all pieces are there already) or WRONG; `line` which it was about."""

    code: str
    line: object = None
    typed: str = ""


def scan(lines, typed, *, seen_by=""):
    """Count one piece of the product whose JAN code or product code was scanned off one of `lines`."""
    key = folded(typed)
    fitting = [one for one in lines if key and key in (folded(one.jan), folded(one.code))]
    if not fitting:
        return Said(WRONG, typed=typed[:60])
    for line in fitting:
        if line.left > 0 and count(line, 1, seen_by=seen_by):
            return Said(TAKEN, line)
    return Said(FULL, fitting[0])


def count(line, pieces, *, seen_by=""):
    """Count so many pieces off (negative: back on), never beyond what is wanted. Returns whether anything changed."""
    kind = type(line)
    values = {"seen": kind.seen + pieces} | (
        {"seen_by_name": seen_by} if hasattr(kind, "seen_by_name") else {}
    )
    done = session.execute(
        update(kind)
        .where(kind.id == line.id, (kind.seen + pieces).between(0, kind.wanted))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(line)
    return done.rowcount == 1


def folded(text):
    """A scanned text as it is compared."""
    return nfkc(text or "").strip().upper()

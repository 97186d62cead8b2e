"""Phases in the order of the board."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.model import ARCHIVED
from app.sales.phases.model import Phase


def phases():
    """Select of the phases in use, in order."""
    return select(Phase).where(Phase.state != ARCHIVED).order_by(Phase.position, Phase.code, Phase.id)


def known_phases():
    """`{id: Phase}` of all phases, read once in a transaction: files of many opportunities ask for every row."""
    now, kept = session.get_transaction(), session.info.get("phases")
    if now is None or kept is None or kept[0] is not now:
        found = {one.id: one for one in session.scalars(select(Phase))}
        kept = session.info["phases"] = (session.get_transaction(), found)
    return kept[1]

"""Phases in the order of the board."""

from sqlalchemy import select

from app.kernel.db import once_in_transaction, session
from app.records.kit.model import ARCHIVED
from app.sales.phases.model import Phase


def phases():
    """Select of the phases in use, in order."""
    return select(Phase).where(Phase.state != ARCHIVED).order_by(Phase.position, Phase.code, Phase.id)


def known_phases():
    """`{id: Phase}` of all phases, read once in a transaction: files of many opportunities ask for every row."""
    return once_in_transaction("phases", lambda: {one.id: one for one in session.scalars(select(Phase))})

"""The phases a company begins with."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.records.kit import keeping
from app.sales.phases.catalogue import PHASES
from app.sales.phases.model import Phase
from app.sales.phases.record import PHASE


def begin():
    """Enter the usual phases when there is none yet."""
    if session.scalar(select(func.count()).select_from(Phase)):
        return
    for number, (code, name, probability, standing, criteria, stall_days) in enumerate(PHASES, 1):
        values = {
            "code": code,
            "name": name,
            "position": number * 10,
            "probability": probability,
            "standing": standing,
            "criteria": criteria,
            "stall_days": stall_days,
        }
        keeping.enter(PHASE, values)

"""What an intake keeps of persons does not stay: its files go by themselves, its shown differences here."""

import datetime as dt
import uuid

from sqlalchemy import delete

from app.commerce.intake.model import IntakeChange
from app.commerce.intake.settings import KEEP_DAYS
from app.kernel import clock
from app.kernel.db import session
from app.platform import jobs
from app.platform.settings import value_of


def forget_later(intake):
    """Ask for the differences of an intake to be deleted when its files are."""
    moment = clock.now() + dt.timedelta(days=max(value_of(KEEP_DAYS), 1))
    jobs.at(moment, "commerce.intake.forget_changes", subject_id=intake.id, intake_id=intake.id)


def forget_changes(intake_id):
    """Delete the differences of an intake."""
    session.execute(delete(IntakeChange).where(IntakeChange.intake_id == uuid.UUID(str(intake_id))))

"""Files of tracking numbers, the newest first."""

from sqlalchemy import select

from app.commerce.trackings.model import TrackingIntake


def intakes():
    """All files that were read."""
    return select(TrackingIntake)


def latest(count=20):
    """The last ones."""
    return select(TrackingIntake).order_by(TrackingIntake.created_at.desc(), TrackingIntake.id).limit(count)

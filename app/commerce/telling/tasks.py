"""Background work of stock told to shops."""

import uuid

from app.commerce.telling import reading_back, sending, weighing
from app.platform.jobs import job


@job("commerce.telling.weigh")
def weigh():
    """Work out what listings of changed products should show."""
    weighing.weigh()


@job("commerce.telling.compare")
def compare():
    """Work out what all listings should show."""
    weighing.weigh(everything=True)


@job("commerce.telling.tell", lease=600)
def tell(channel_id):
    """Tell one shop what waits."""
    sending.tell(uuid.UUID(channel_id))


@job("commerce.telling.read_answer", retries=(30, 60, 120, 300, 600, 1800), lease=300)
def read_answer(run_id):
    """Read what a shop made of something it worked on for a while."""
    reading_back.read_answer(uuid.UUID(run_id))


@job("commerce.telling.read_back", lease=3600)
def read_back(channel_id):
    """Read back what a shop holds, and tell it everything anew."""
    reading_back.read_back(uuid.UUID(channel_id))

"""Background work of the converter."""

from app.commerce.converter import expiring
from app.platform.jobs import job


@job("commerce.converter.purge", retries=(10, 60, 300, 900, 3600, 3600, 3600))
def purge():
    """Let everything go whose time has come."""
    expiring.purge()

"""Sealed files are let go on their day."""

from app.commerce.sealed_files import keeping
from app.platform.jobs import job


@job("commerce.sealed_files.purge")
def purge():
    """Delete what may not be handed out any more."""
    keeping.purge()

"""What was read of files is not kept."""

from app.commerce.trackings import operations
from app.platform.jobs import job


@job("commerce.trackings.purge")
def purge():
    """Forget what nobody took in."""
    operations.purge()

"""Background work of files."""

from app.platform.jobs import job
from app.platform.storage import scanning, sealed


@job("platform.storage.scan", retries=(10, 60, 300, 1800, 7200))
def scan(file_id):
    """The virus check of one file."""
    scanning.scan(file_id)


@job("platform.storage.forget_sealed", retries=(60, 600, 3600))
def forget_sealed(file_id):
    """A sealed file's days are over."""
    sealed.forget_expired(file_id)

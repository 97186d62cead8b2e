"""Background work of files."""

from app.platform.jobs import job
from app.platform.storage import scanning


@job("platform.storage.scan", retries=(10, 60, 300, 1800, 7200))
def scan(file_id):
    """The virus check of one file."""
    scanning.scan(file_id)

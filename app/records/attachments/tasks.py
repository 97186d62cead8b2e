"""Background work of attachments."""

import uuid

from app.platform.jobs import job
from app.records.attachments import operations, previewing


@job("records.attachments.draw", queue="bulk", retries=(5, 15, 60, 300, 1800, 7200))
def draw(file_id):
    """The preview of one file."""
    previewing.preview(uuid.UUID(file_id))


@job("records.attachments.purge", queue="bulk")
def purge(attachment_id):
    """A file that has been in the bin for thirty days."""
    operations.purge(uuid.UUID(attachment_id))

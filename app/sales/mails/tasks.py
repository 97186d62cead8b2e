"""Background work of mails."""

import uuid

from app.platform.jobs import job
from app.sales.mails import reading, taking


@job("sales.mails.read", queue="mail")
def read(mail_id):
    """Read a mail and propose what it belongs to."""
    reading.read(mail_id)


@job("sales.mails.forget")
def forget(mail_id):
    """Let what it says go."""
    taking.forget(uuid.UUID(str(mail_id)))

"""Background work of the outbox."""

import uuid

from app.kernel import context
from app.kernel.db import session
from app.platform.jobs import job
from app.platform.mail.delivering import deliver
from app.platform.mail.model import Mail


@job("platform.mail.deliver", queue="mail", retries=(30, 120, 600, 1800, 3600, 7200, 14400))
def deliver_mail(mail_id):
    """Send one mail of the outbox."""
    deliver(session.get(Mail, (context.tenant_id(), uuid.UUID(str(mail_id))), with_for_update=True))

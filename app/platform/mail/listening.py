"""What the outbox learns from its jobs."""

from sqlalchemy import update

from app.kernel.db import session
from app.kernel.events import publish, subscribe
from app.platform.mail.model import Mail


@subscribe("job.failed")
def give_up(job):
    """After the last attempt the mail shows the reason; it does not look as if it were still on its way."""
    if job.name == "platform.mail.deliver":
        given_up = session.scalars(
            update(Mail)
            .where(Mail.id == job.subject_id, Mail.state == "pending")
            .values(state="failed", error=job.error)
            .returning(Mail)
        ).all()
        for mail in given_up:
            publish("mail.refused", mail=mail)


@subscribe("record.purged")
def belong_to_nothing(kind, ids):
    """Mails were sent and stay in the outbox; the record they belonged to is gone for good."""
    session.execute(update(Mail).where(Mail.subject_id.in_(ids)).values(subject_id=None))

"""After the last scene: what would have been mailed and closed since is marked as done."""

from datetime import timedelta

from sqlalchemy import delete, update

from app.access.tenants.model import Tenant
from app.kernel import tenancy
from app.kernel.clock import now
from app.kernel.db import session
from app.platform.jobs.model import Job, JobBell
from app.platform.mail.model import Mail
from app.platform.notifications.model import Notification

STILL_NEW = timedelta(days=6)


def settle():
    """Past jobs count as done and past mails as sent (nobody in the demonstration has a mailbox); future bells stay."""
    moment = now()
    for tenant in session.query(Tenant).all():
        with tenancy.entered(tenant.id):
            session.execute(
                update(Mail).where(Mail.state == "pending").values(state="sent", sent_at=Mail.created_at)
            )
            session.execute(
                update(Job)
                .where(Job.state == "pending", Job.due_at <= moment)
                .values(state="done", finished_at=moment)
            )
            session.execute(
                update(Notification)
                .where(Notification.created_at < moment - STILL_NEW)
                .values(read_at=Notification.created_at)
            )
            session.commit()
    session.execute(delete(JobBell).where(JobBell.due_at <= moment))
    session.commit()

"""Reading the outbox."""

from sqlalchemy import select

from app.platform.mail.model import Mail


def newest(limit=50):
    """The newest mails of the tenant."""
    return select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc()).limit(limit)


def one_mail(mail_id):
    """One mail of the tenant."""
    return select(Mail).where(Mail.id == mail_id).order_by(Mail.id)

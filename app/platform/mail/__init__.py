"""Mail leaves through an outbox row: written with the change, sent after the commit, bounced with its reason."""

from app.platform.mail.posting import send

__all__ = ["send"]

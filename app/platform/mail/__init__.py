"""Mail leaves through an outbox row: written with the change, sent after the commit, bounced with its reason."""

from app.platform.mail.model import Letter
from app.platform.mail.posting import send, send_sealed
from app.platform.mail.rendering import address_of

__all__ = ["Letter", "address_of", "send", "send_sealed"]

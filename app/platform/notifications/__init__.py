"""What waits for a person: in-app notices with an unread count, and mail for those who want it."""

from app.platform.notifications.kinds import KINDS, kind
from app.platform.notifications.notifying import notify, notify_people

__all__ = ["KINDS", "kind", "notify", "notify_people"]

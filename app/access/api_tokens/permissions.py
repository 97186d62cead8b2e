"""Who lets programs in."""

from app.access.builtin import EVERYONE
from app.kernel.permissions import permission

USE_TOKENS = permission("access.token.use", "Make API tokens for oneself", *EVERYONE)
REVOKE_TOKENS = permission(
    "access.token.revoke", "See and end everybody's API tokens", "system_admin", "supplier_admin"
)
EDIT_WEBHOOKS = permission(
    "platform.webhook.edit", "Arrange webhooks: who is told what happens", "system_admin", "supplier_admin"
)

"""What one may do with every record type."""

from app.kernel.permissions import permission

SHARE_VIEWS = permission(
    "records.view.share", "Share views of lists with everybody", "system_admin", "master_admin"
)
EDIT_LAYOUT = permission(
    "records.layout.edit", "Arrange fields, cards, buttons and code lists", "system_admin", "master_admin"
)

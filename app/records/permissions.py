"""What one may do with lists of every record type."""

from app.kernel.permissions import permission

SHARE_VIEWS = permission(
    "records.view.share", "Share views of lists with everybody", "system_admin", "master_admin"
)

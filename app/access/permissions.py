"""What one may do to people and settings."""

from app.access.builtin import EVERYONE
from app.kernel.permissions import permission

VIEW_USERS = permission(
    "access.user.view",
    "See colleagues",
    "system_admin",
    "master_admin",
    "auditor",
    "supplier_admin",
    light=False,
)
EXPORT_USERS = permission("access.user.export", "Export colleagues", "system_admin", "supplier_admin")
EDIT_USERS = permission("access.user.edit", "Invite and change colleagues", "system_admin", "supplier_admin")
EDIT_ORGANISATIONS = permission(
    "access.organisation.edit", "Change departments", "system_admin", "master_admin"
)
EDIT_COMPANY = permission(
    "access.company.edit", "Change the company's facts", "system_admin", "master_admin", "supplier_admin"
)
EDIT_SETTINGS = permission("platform.settings.edit", "Change settings", "system_admin", "supplier_admin")
VIEW_AUDIT = permission(
    "platform.audit.view", "See the audit trail", "system_admin", "auditor", "supplier_admin", light=False
)
OPEN_AUDIT = permission(
    "platform.audit.open", "See the audit trail of restricted records too (each look is noted)", "auditor"
)
EDIT_GROUPS = permission("access.group.edit", "Change groups", "system_admin", "master_admin")
READ_FILES = permission("platform.file.read", "Open attached files", *EVERYONE)
RELEASE_FILES = permission(
    "platform.file.release", "Release files from quarantine", "system_admin", "supplier_admin"
)

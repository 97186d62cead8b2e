"""Who may change what roles allow."""

from app.kernel.permissions import permission

EDIT_ROLES = permission("access.role.edit", "Change roles", "system_admin")

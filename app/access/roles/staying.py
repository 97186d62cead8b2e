"""The last administrator stays."""

from sqlalchemy import text

from app.access.licences.rules import licences_for
from app.kernel.db import session
from app.kernel.errors import Rejected

ADMINISTRATION = "access.user.edit"
_HOLDERS = text("""
    SELECT count(*) FROM users u
      JOIN user_roles ur ON ur.tenant_id = u.tenant_id AND ur.user_id = u.id
      JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
     WHERE u.state = 'active' AND :permission = ANY (r.permissions) AND u.licence = ANY (:licences)""")


def somebody_stays(*permissions):
    """Raise Rejected when no active user would be left who may invite colleagues, or has one of `permissions`.

    To be called after the change was flushed: it counts what the database holds.
    """
    for permission in (ADMINISTRATION, *permissions):
        asked = {"permission": permission, "licences": licences_for(permission)}
        if not session.scalar(_HOLDERS, asked):
            raise Rejected("At least one administrator must stay. Please appoint another one first.")

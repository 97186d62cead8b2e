"""Which version of each configuration is in force, asked once per request or job."""

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import outermost, session
from app.records.layouts.model import Configuration


def remember(found):
    """Note `{subject: version}` of the present tenant as read together with the user (no statement of its own)."""
    outermost().info["configured"] = (context.tenant_id_or_none(), dict(found or {}))


def forget():
    """Ask again: after a change, and where nobody signed in."""
    outermost().info.pop("configured", None)


def unsettle():
    """Something was changed in the present transaction: until it is committed nothing made from it may be kept."""
    forget()
    outermost().info["unsettled"] = outermost().get_transaction()


def unsettled():
    """Whether the present transaction has changed a configuration."""
    changed_in = outermost().info.get("unsettled")
    return changed_in is not None and changed_in is outermost().get_transaction()


def version_of(subject):
    """The version in force for `subject`; 0 when the tenant changed nothing."""
    tenant, known = outermost().info.get("configured", (None, {}))
    if tenant != context.tenant_id():
        remember(session.execute(select(Configuration.subject, Configuration.version)).all())
        known = outermost().info["configured"][1]
    return known.get(subject, 0)

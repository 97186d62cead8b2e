"""Saved shapes of files: which columns, in which order, in which format."""

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.records.exports.model import ExportTemplate

LONGEST = 60


def templates_of(kind):
    """Select of the templates of a record type by name."""
    return (
        select(ExportTemplate)
        .where(ExportTemplate.record_type == kind.name)
        .order_by(ExportTemplate.name, ExportTemplate.id)
    )


def save_template(kind, name, content):
    """Keep `content` under `name`, in place of one's own of that name. Raises Rejected. Returns the template."""
    plain, who = name.strip(), context.actor()
    if not plain or len(plain) > LONGEST:
        raise Rejected("Give the template a name of at most %(n)s letters.", "template_name", n=LONGEST)
    found = session.scalars(templates_of(kind).where(ExportTemplate.name == plain)).one_or_none()
    if found is not None and found.owner_id != who.id:
        raise Rejected(
            "%(name)s has a template of this name. Choose another name.",
            "template_name",
            name=found.owner_name,
        )
    if found is None:
        found = ExportTemplate(record_type=kind.name, name=plain, owner_id=who.id, owner_name=who.name)
        session.add(found)
    found.content, found.changed_at = content, clock.now()
    session.flush()  # the audit line and the page that follows name it
    record(f"{kind.name}.export_template_saved", found, label=plain)
    return found


def remove_template(kind, template):
    """Delete one's own template. Raises Rejected for somebody else's."""
    if template.owner_id != context.actor().id:
        raise Rejected("Only %(name)s can delete this template.", name=template.owner_name)
    record(f"{kind.name}.export_template_removed", template, label=template.name)
    session.delete(template)

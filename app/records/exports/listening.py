"""What storage learns from exports."""

from app.kernel import context
from app.kernel.db import session
from app.platform.storage.reaching import readable
from app.records.exports.model import Export


@readable("exports")
def may_open(file):
    """The file of a list holds what its maker may see: it opens for them alone."""
    export = session.get(Export, (context.tenant_id(), file.subject_id))
    return export is not None and export.started_by_id == context.actor().id

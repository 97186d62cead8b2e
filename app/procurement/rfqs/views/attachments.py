"""Files that travel with a request."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.procurement.rfqs.forms import FilesForm
from app.procurement.rfqs.operations import attach, detach, file_of
from app.procurement.rfqs.queries import visible_rfqs
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_attachments", __name__, url_prefix="/rfqs/<uuid:rfq_id>/attachments")


@bp.post("")
@requires("procurement.rfq.edit")
def create(rfq_id):
    """Add files to a draft."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    rfq.check_draft()
    count = attach(rfq, FilesForm().files.data)
    message = _("The files were attached.") if count else _("Choose a file first.")
    return answer(None, url_for("procurement.rfqs.show", record_id=rfq.id), message)


@bp.delete("/<uuid:file_id>")
@requires("procurement.rfq.edit")
def destroy(rfq_id, file_id):
    """Take a file off a draft."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    file = file_of(rfq, file_id)
    if file is None:
        raise Missing
    detach(rfq, file)
    return answer(None, url_for("procurement.rfqs.show", record_id=rfq.id), _("The file was removed."))

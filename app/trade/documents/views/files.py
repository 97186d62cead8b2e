"""Files of a document: put on it, handed out to whoever may read it, taken off."""

from flask import Blueprint, request

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform.storage.keeping import content
from app.platform.storage.model import HELD
from app.trade.documents.attaching import attach, remove
from app.trade.documents.forms import FilesForm
from app.trade.documents.queries import document_in, file_of
from app.trade.documents.saving import editable
from app.trade.documents.views import reaching
from app.trade.permissions import VIEW, WORK
from app.trade.views import entered_by
from app.web.answer import answer
from app.web.downloads import handed_over
from app.web.guards import requires

bp = Blueprint(
    "document_files", __name__, url_prefix="/deals/<uuid:deal_id>/documents/<uuid:document_id>/files"
)


@bp.post("")
@requires(WORK)
def create(deal_id, document_id):
    """Put files on it."""
    room, form = entered_by(deal_id, lock=True), FilesForm()
    held = editable(room, document_id)
    if form.validate():
        with form.absorbing():
            attach(room, document_id, form.given, knowing=form.knowing.data)
    if form.errors:
        return reaching.document_page(room, held, "trade/documents/show.html", status=422, problems=form)
    return answer(None, reaching.there(room, document_id), _("The files have been attached."))


@bp.get("/<uuid:file_id>")
@requires(VIEW)
def show(deal_id, document_id, file_id):
    """The file itself; `?inline=1` shows a PDF or a picture in the browser."""
    room = entered_by(deal_id)
    file = file_of(document_in(room, document_id), file_id)
    if file.scan in HELD:
        raise Missing
    stream = content(deal_id, file.sha256)
    return handed_over(file, stream, inline=bool(request.args.get("inline")), cached=False)


@bp.delete("/<uuid:file_id>")
@requires(WORK)
def destroy(deal_id, document_id, file_id):
    """Take it off."""
    room = entered_by(deal_id, lock=True)
    remove(room, document_id, file_id)
    return answer(None, reaching.there(room, document_id), _("The file has been taken off the document."))

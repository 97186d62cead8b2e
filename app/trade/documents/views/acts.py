"""What is done with a document: sending, withdrawing, deleting, choosing who reads it, its lines as a file."""

import io
import uuid

from flask import Blueprint, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.trade import sight
from app.trade.documents.files import read_lines
from app.trade.documents.forms import ActForm, LinesForm, ReadersForm
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.restricting import choosable, restrict
from app.trade.documents.saving import editable, save
from app.trade.documents.sending import delete, send, withdraw
from app.trade.documents.views import reaching
from app.trade.permissions import WORK
from app.trade.views import entered_by
from app.web.answer import answer
from app.web.guards import requires

bp = Blueprint("document_acts", __name__, url_prefix="/deals/<uuid:deal_id>/documents/<uuid:document_id>")
PAGE = "trade/documents/show.html"


def _done(room, document_id, form, act, message, otherwise=None):
    """Do `act` under the form: the document's page with what was said against it, or on with a message."""
    held = document_in(room, document_id)
    if form.validate():
        with form.absorbing():
            act()
    if form.errors:
        return reaching.document_page(room, held, PAGE, status=422, problems=form)
    return answer(None, otherwise or reaching.there(room, document_id), message)


@bp.post("/sending")
@requires(WORK)
def create_sending(deal_id, document_id):
    """Send it as it stands."""
    room, form = entered_by(deal_id, lock=True), ActForm()
    message = _("Sent to everybody who may read it.")
    return _done(room, document_id, form, lambda: send(room, document_id, form.etag.data), message)


@bp.post("/withdrawal")
@requires(WORK)
def create_withdrawal(deal_id, document_id):
    """Take it back."""
    room, form = entered_by(deal_id, lock=True), ActForm()

    def act():
        withdraw(room, document_id, form.etag.data, form.reason.data or "")

    return _done(
        room, document_id, form, act, _("Withdrawn. It can still be read, and locks nothing any more.")
    )


@bp.delete("")
@requires(WORK)
def destroy(deal_id, document_id):
    """Delete it."""
    room, form = entered_by(deal_id, lock=True), ActForm()
    there = url_for("trade.documents.index", deal_id=deal_id, seat=room.seat)

    def act():
        delete(room, document_id, form.etag.data, form.reason.data or "")

    return _done(room, document_id, form, act, _("The document has been deleted."), there)


@bp.post("/readers")
@requires(WORK)
def create_readers(deal_id, document_id):
    """Choose who reads it."""
    room, form = entered_by(deal_id, lock=True), ReadersForm()
    form.readers.choices = [(str(seat), "") for seat in choosable(room, document_in(room, document_id))]

    def act():
        levels = {uuid.UUID(one): sight.WRITE for one in form.readers.data}
        restrict(room, document_id, levels if form.chosen.data else None)

    return _done(room, document_id, form, act, _("Who reads the document has been changed."))


@bp.post("/tables/<string:table>")
@requires(WORK)
def create_lines(deal_id, document_id, table):
    """Put the lines of a file in place of those of a table."""
    room, form = entered_by(deal_id, lock=True), LinesForm()
    held = editable(room, document_id)
    part = held.kind.parts.get(table)
    if not hasattr(part, "columns"):
        raise Missing

    def act():
        values = values_of(held, roots_of(deal_id))
        content = io.BytesIO(form.file.data.read())
        rows = read_lines(content, form.file.data.filename, part, values.get("currency"))
        save(room, document_id, values | {table: rows}, form.etag.data)

    return _done(room, document_id, form, act, _("The lines of the file have been taken in."))

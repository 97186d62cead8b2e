"""Documents of a deal: the list, a new one, one as it stands, changes, sending, withdrawing, deleting, files."""

from flask import request, url_for

from app.kernel.errors import Missing
from app.platform.storage.keeping import content
from app.platform.storage.model import HELD
from app.records.rest.views.family import of_programs
from app.records.rest.views.talking import once, reply, sent
from app.trade.documents.queries import document_in, documents_in, file_of, files_sent, versions_of
from app.trade.documents.sending import delete, send, withdraw
from app.trade.permissions import VIEW, WORK
from app.trade.rest.telling import document_told, listed_document, sent_told
from app.trade.rest.views.reaching import again, etag_seen, in_deal, sent_if_any
from app.trade.rest.writing import act_of, begun, changes_of, write
from app.web.downloads import handed_over

bp = of_programs("rest_documents", __name__)
ROOT = "/deals/<uuid:deal_id>/documents"
ONE = f"{ROOT}/<uuid:document_id>"


@bp.get(ROOT)
@in_deal(VIEW)
def index(entered):
    """All that the acting seat may read, in the order they were made."""
    items = [listed_document(entered, held) for held in documents_in(entered)]
    return reply({"items": items, "next": None})


@bp.post(ROOT)
@in_deal(WORK)
@once
def create(entered):
    """A new one, or the one there is of a kind that is single (200)."""
    row, new = begun(entered, sent())
    where = url_for(".show", deal_id=entered.deal.id, document_id=row.id)
    return _answer(entered, row.id, 201 if new else 200, Location=where)


@bp.get(ONE)
@in_deal(VIEW)
def show(entered, document_id):
    """One as it stands; 304 when the program has it so."""
    etag = document_in(entered, document_id).row.etag
    if request.if_none_match.contains(etag):
        return reply(None, 304, ETag=f'"{etag}"')
    return _answer(entered, document_id)


@bp.patch(ONE)
@in_deal(WORK)
def update(entered, document_id):
    """Set the fields that were sent, of the document as the program saw it."""
    held = document_in(entered, document_id)
    values = changes_of(held, sent())
    write(entered, held, values, etag_seen(held, values.get("_etag")))
    return _answer(again(entered), document_id)


@bp.post(f"{ONE}/sending")
@in_deal(WORK)
@once
def create_sending(entered, document_id):
    """Make it official as it stands."""
    values = act_of(sent_if_any())
    send(entered, document_id, etag_seen(document_in(entered, document_id), values.get("_etag")))
    return _answer(again(entered), document_id)


@bp.post(f"{ONE}/withdrawal")
@in_deal(WORK)
@once
def create_withdrawal(entered, document_id):
    """Take back what was sent, with a reason."""
    values = act_of(sent_if_any())
    etag = etag_seen(document_in(entered, document_id), values.get("_etag"))
    withdraw(entered, document_id, etag, values.get("reason", ""))
    return _answer(again(entered), document_id)


@bp.delete(ONE)
@in_deal(WORK, "reason", "_etag")
def destroy(entered, document_id):
    """Delete it; with a reason once it was sent."""
    held = document_in(entered, document_id)
    delete(entered, document_id, etag_seen(held, request.args.get("_etag")), request.args.get("reason", ""))
    return reply({"id": document_id, "status": "deleted"})


@bp.get(f"{ONE}/versions/<int:number>")
@in_deal(VIEW)
def show_version(entered, document_id, number):
    """A version as it was sent."""
    held = document_in(entered, document_id)
    version = next((one for one in versions_of(held) if one.version == number), None)
    if version is None:
        raise Missing
    return reply(sent_told(entered, held, version, files_sent(held, version)))


@bp.get(f"{ONE}/files/<uuid:file_id>")
@in_deal(VIEW, media=False)
def show_file(entered, document_id, file_id):
    """A file itself."""
    file = file_of(document_in(entered, document_id), file_id)
    if file.scan in HELD:
        raise Missing
    return handed_over(file, content(entered.deal.id, file.sha256), cached=False)


def _answer(entered, document_id, status=200, **headers):
    held = document_in(entered, document_id)
    return reply(document_told(entered, held), status, ETag=f'"{held.row.etag}"', **headers)

"""The form of a document."""

from flask import Blueprint, request

from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.trade.documents.attaching import attach
from app.trade.documents.checking import cleaned
from app.trade.documents.comparing import compared
from app.trade.documents.computing import filled
from app.trade.documents.forms import blank_form, form_class
from app.trade.documents.queries import files_of, roots_of, values_of
from app.trade.documents.saving import editable, save
from app.trade.documents.sending import send
from app.trade.documents.sourcing import offers
from app.trade.documents.views import reaching
from app.trade.documents.wording import lines, written
from app.trade.origins.queries import origin_of
from app.trade.permissions import WORK
from app.trade.views import entered_by
from app.web.answer import answer, page
from app.web.guards import requires

bp = Blueprint("document_edits", __name__, url_prefix="/deals/<uuid:deal_id>/documents/<uuid:document_id>")


@bp.get("/edit")
@requires(WORK)
def edit(deal_id, document_id):
    """Its form; with `fill` what the deal's source says stands where nothing is yet, to be looked at and saved."""
    room = entered_by(deal_id)
    held = editable(room, document_id)
    values = values_of(held, roots_of(deal_id))
    said = offers(room, held, values, reaching.locked_by(room, held))
    typed = values | said if "fill" in request.args else values
    return _form_page(room, held, typed, blank_form(held, typed, room.seat), said=said)


@bp.post("")
@requires(WORK)
def update(deal_id, document_id):
    """Save what was typed, and send it if asked."""
    room = entered_by(deal_id, lock=True)
    held = editable(room, document_id)
    current, form = values_of(held, roots_of(deal_id)), form_class(held.kind.name)()
    valid, typed = form.validate(), form.values(held.kind, current, reaching.locked_by(room, held))
    try:
        message = _saved(room, held, form, typed) if valid and not form.errors else ""
    except Conflict:
        return _conflict(room, held, current, typed, form)
    if form.errors:
        return _form_page(room, held, current, form, 422)
    return answer(None, reaching.there(room, document_id), message)


def _saved(room, held, form, values):
    with form.absorbing():
        save(room, held.row.id, values, form.etag.data, knowing=form.knowing.data)
        if form.given:
            attach(room, held.row.id, form.given, knowing=form.knowing.data)
        if form.sends:
            send(room, held.row.id, None)
            return _("Saved and sent to everybody who may read it.")
    return _("Saved.")


def _conflict(room, held, current, typed, form):
    with form.absorbing():
        theirs = compared(held.kind, current, cleaned(held.kind, typed))
        form.etag.data = held.row.etag
        return _form_page(room, held, current, form, 409, theirs=theirs)
    return _form_page(room, held, current, form, 422)


def _form_page(room, held, values, form, status=200, theirs=None, said=()):
    worked_out = filled(held.kind, values)
    sources = {
        one.name: written(one, worked_out[one.name], values.get("currency", ""))
        for one in held.kind.fields.values()
        if one.source and one.name in worked_out and one.name not in values
    }
    return page(
        "trade/documents/edit.html",
        "trade/documents/_form.html",
        status,
        entered=room,
        held=held,
        form=form,
        values=worked_out,
        sources=sources,
        locked=reaching.locked_by(room, held),
        theirs=theirs,
        said=[held.kind.parts[name].label for name in said],
        filled_in="fill" in request.args,
        origin=origin_of(room) if said else None,
        written=written,
        lines_of=lines,
        files=files_of(held),
    )

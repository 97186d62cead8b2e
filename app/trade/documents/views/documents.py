"""Documents of a deal: the grid, a new one, the page, the form."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import translate
from app.trade import sight
from app.trade.documents.beginning import creatable, create
from app.trade.documents.forms import NewDocumentForm
from app.trade.documents.queries import document_in
from app.trade.documents.showing import grid
from app.trade.documents.views import reaching
from app.trade.origins.queries import origin_of
from app.trade.permissions import VIEW, WORK
from app.trade.views import entered_by
from app.web.answer import answer, page
from app.web.guards import requires

bp = Blueprint("documents", __name__, url_prefix="/deals/<uuid:deal_id>/documents")


@bp.get("")
@requires(VIEW)
def index(deal_id):
    """All kinds, what is there of each, and what is waited for."""
    room = entered_by(deal_id)
    return page("trade/documents/index.html", "trade/documents/_grid.html", entered=room, rows=grid(room))


@bp.get("/new")
@requires(WORK)
def new(deal_id):
    """Which kind?"""
    room = entered_by(deal_id)
    form = _new_form(room, formdata=None, data={"kind": request.args.get("kind")})
    return page("trade/documents/new.html", "trade/documents/_new.html", entered=room, form=form)


def _new_form(room, **options):
    form = NewDocumentForm(**options)
    form.kind.choices = [(one.name, translate(one.label)) for one in creatable(room)]
    form.seat.data = str(room.seat)
    return form


@bp.post("")
@requires(WORK)
def create_document(deal_id):
    """Begin it, or go on with the one there is."""
    room = entered_by(deal_id, lock=True)
    form = _new_form(room)
    if form.validate():
        with form.absorbing():
            row = create(room, form.kind.data, form.unit.data or "")
    if form.errors:
        return page("trade/documents/new.html", "trade/documents/_new.html", 422, entered=room, form=form)
    held = document_in(room, row.id)
    if sight.may_edit(room.room, room.seat, held.paper):
        filling = {"fill": 1} if origin_of(room) else {}
        here = {"deal_id": deal_id, "document_id": row.id, "seat": room.seat}
        return answer(None, url_for("trade.document_edits.edit", **here, **filling))
    return answer(None, reaching.there(room, row.id))


@bp.get("/<uuid:document_id>")
@requires(VIEW)
def show(deal_id, document_id):
    """A document as it stands."""
    room = entered_by(deal_id)
    return reaching.document_page(room, document_in(room, document_id), "trade/documents/show.html")

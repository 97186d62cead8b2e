"""The list, the form and the page of a request."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs import queries
from app.procurement.rfqs.forms import RfqForm
from app.procurement.rfqs.operations import attach, draft_rfq
from app.procurement.rfqs.record import RFQ
from app.procurement.rfqs.showing import editing, record_page
from app.records.pages.views.documents import document_list, document_page, document_routes
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("rfqs", __name__, url_prefix="/rfqs")
VIEW, EDIT = "procurement.rfq.view", "procurement.rfq.edit"
document_routes(RFQ, bp)
entry("buy", "Requests for quotation", "procurement.rfqs.index", "rfq", VIEW, position=20, key="q")


@bp.get("")
@requires(VIEW)
def index():
    """Requests within reach, newest first."""
    return document_list(RFQ, "procurement/rfqs/index.html")


@bp.get("/new")
@requires(EDIT)
def new():
    """An empty form, the deadline a week from now."""
    return page("procurement/rfqs/new.html", **editing(RfqForm()))


@bp.post("")
@requires(EDIT)
def create():
    """A new draft; files may come along."""
    form = RfqForm()
    rfq = None
    if form.validate():
        with form.absorbing():
            rfq = draft_rfq(form.head, form.line_values, form.supplier_ids, by=context.actor())
            attach(rfq, form.files.data)
    if form.errors:
        return page("procurement/rfqs/new.html", "procurement/rfqs/_form.html", 422, **editing(form))
    return answer(None, url_for(".show", record_id=rfq.id), _("The draft was saved."))


@bp.get("/<uuid:record_id>")
@requires(VIEW)
def show(record_id):
    """What is asked for."""
    rfq = find(queries.whole_rfqs(context.actor()), record_id)
    values = record_page(rfq, "contents") | {"sent_files": rfq.files()}
    return document_page(RFQ, rfq, "procurement/rfqs/show.html", **values)


@bp.get("/<uuid:record_id>/edit")
@requires(EDIT)
def edit(record_id):
    """The form of a draft."""
    rfq = find(queries.whole_rfqs(context.actor()), record_id)
    return page("procurement/rfqs/edit.html", **editing(RfqForm(rfq)))


@bp.put("/<uuid:record_id>")
@requires(EDIT)
def update(record_id):
    """Rewrite a draft."""
    rfq = find(queries.whole_rfqs(context.actor()), record_id)
    form = RfqForm(rfq)
    if form.validate():
        with form.absorbing():
            rfq.change(form.head, form.line_values, form.supplier_ids, version=form.seen_version)
            attach(rfq, form.files.data)
    if form.errors:
        return page("procurement/rfqs/edit.html", "procurement/rfqs/_form.html", 422, **editing(form))
    return answer(None, url_for(".show", record_id=rfq.id), _("The draft was saved."))

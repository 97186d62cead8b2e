"""The list, the form and the page of a request."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.procurement.rfqs import queries
from app.procurement.rfqs.forms import RfqForm, state_choices, uuids
from app.procurement.rfqs.model import Rfq
from app.procurement.rfqs.operations import attach, draft_rfq
from app.procurement.rfqs.showing import editing, record_page
from app.procurement.rfqs.wording import STATES
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("rfqs", __name__, url_prefix="/rfqs")
VIEW, EDIT = "procurement.rfq.view", "procurement.rfq.edit"
entry("buy", "Requests for quotation", "procurement.rfqs.index", "rfq", VIEW, position=20, key="q")


@bp.get("")
@requires(VIEW)
def index():
    """Requests within reach, newest first."""
    asked = _asked()
    rows = queries.rfq_rows(context.actor(), **asked)
    found = paged(rows, Rfq.created_at, Rfq.id, descending=True, token=request.args.get("page"))
    values = {"rows": found, "asked": asked, "states": STATES, "choices": state_choices(STATES)}
    values["departments"] = [tuple(one) for one in session.execute(queries.departments())]
    values["may"] = context.actor().may
    return page("procurement/rfqs/index.html", "procurement/rfqs/_list.html", **values)


def _asked():
    """What the list is filtered by, as `rfq_rows` takes it."""
    return {
        "q": request.args.get("q", "").strip(),
        "status": request.args.get("status", ""),
        "mine": request.args.get("mine") == "1",
        "organisation_id": next(iter(uuids([request.args.get("organisation")])), None),
    }


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
    return answer(None, url_for(".show", rfq_id=rfq.id), _("The draft was saved."))


@bp.get("/<uuid:rfq_id>")
@requires(VIEW)
def show(rfq_id):
    """What is asked for."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    return page("procurement/rfqs/show.html", **record_page(rfq, "contents"), files=rfq.files())


@bp.get("/<uuid:rfq_id>/edit")
@requires(EDIT)
def edit(rfq_id):
    """The form of a draft."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    return page("procurement/rfqs/edit.html", **editing(RfqForm(rfq)))


@bp.put("/<uuid:rfq_id>")
@requires(EDIT)
def update(rfq_id):
    """Rewrite a draft."""
    rfq = find(queries.whole_rfqs(context.actor()), rfq_id)
    form = RfqForm(rfq)
    if form.validate():
        with form.absorbing():
            rfq.change(form.head, form.line_values, form.supplier_ids, version=form.seen_version)
            attach(rfq, form.files.data)
    if form.errors:
        return page("procurement/rfqs/edit.html", "procurement/rfqs/_form.html", 422, **editing(form))
    return answer(None, url_for(".show", rfq_id=rfq.id), _("The draft was saved."))

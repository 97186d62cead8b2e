"""Help with the form: products and suppliers to choose from, rows pasted from Excel. Nothing is saved here."""

from flask import Blueprint, request

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.procurement.rfqs import queries
from app.procurement.rfqs.forms import RfqForm, uuids
from app.procurement.rfqs.pasting import lines_from
from app.procurement.rfqs.showing import editing
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("rfq_lines", __name__, url_prefix="/rfqs")


@bp.post("/lines")
@requires("procurement.rfq.edit")
def create():
    """The lines as they were typed, with the pasted rows after them."""
    form = RfqForm()
    form.find_rfq(queries.whole_rfqs(context.actor()))
    with form.absorbing():
        form.add_lines(lines_from(form.pasted.data or ""))
        form.pasted.data = ""
    return page("procurement/rfqs/lines/new.html", "procurement/rfqs/lines/_lines.html", **editing(form))


@bp.get("/products")
@requires("procurement.rfq.edit")
def index():
    """Products that match what is typed into a cell, as options that fill the line."""
    found = session.scalars(queries.products_matching(request.args.get("q", ""))).all()
    return page("procurement/rfqs/lines/index.html", "procurement/rfqs/lines/_products.html", products=found)


@bp.get("/suppliers")
@requires("procurement.rfq.edit")
def suppliers():
    """Suppliers to tick, those already ticked first."""
    keep = uuids(request.args.getlist("suppliers"))
    found = session.execute(queries.suppliers_matching(request.args.get("supplier_q", ""), keep)).all()
    values = {"suppliers": found, "ticked": set(keep), "none": _("No supplier matches.")}
    return page("procurement/rfqs/lines/suppliers.html", "procurement/rfqs/lines/_suppliers.html", **values)

"""The list of stocktakes, beginning one, and the sheet to type on."""

from flask import Blueprint, request, url_for

from app.commerce.stock import permissions
from app.commerce.stock.naming import name_source
from app.commerce.stocktakes import operations, queries
from app.commerce.stocktakes.forms import BeginForm, FileForm, SheetForm, begin_form, sheet_form
from app.commerce.stocktakes.model import Stocktake
from app.commerce.stocktakes.wording import STATES
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.masters.products.model import Product
from app.platform.jobs.model import Job
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("stocktakes", __name__, url_prefix="/stocktakes")
name_source(operations.SOURCE, "commerce.stocktakes.show", queries.stocktake_names)
entry("ship", "Stocktakes", "commerce.stocktakes.index", "clipboard", permissions.COUNT, position=65)


@bp.get("")
@requires(permissions.COUNT)
def index():
    """Stocktakes, newest first."""
    rows = queries.stocktake_rows()
    token = request.args.get("page")
    found = paged(rows, Stocktake.started_at, Stocktake.id, descending=True, token=token)
    values = {"rows": found, "states": STATES}
    return page("commerce/stocktakes/index.html", "commerce/stocktakes/_list.html", **values)


@bp.get("/new")
@requires(permissions.COUNT)
def new():
    """Where and when is counted; a file may come along."""
    return page("commerce/stocktakes/new.html", None, form=begin_form())


@bp.post("")
@requires(permissions.COUNT)
def create():
    """Begin, and read the file if there is one."""
    form, made = BeginForm().offer(), None
    if form.validate():
        with form.absorbing():
            made = _begun(form)
    if form.errors:
        session.rollback()
        return page("commerce/stocktakes/new.html", None, 422, form=form)
    return answer(None, url_for(".show", stocktake_id=made.id), _("The stocktake has begun."))


@bp.get("/<uuid:stocktake_id>")
@requires(permissions.COUNT)
def show(stocktake_id):
    """The sheet: what lies in the warehouse by the books, and inputs for what was counted."""
    stocktake = find(queries.stocktakes(), stocktake_id)
    return page("commerce/stocktakes/show.html", "commerce/stocktakes/_work.html", **sheet_page(stocktake))


@bp.post("/<uuid:stocktake_id>")
@requires(permissions.COUNT)
def update(stocktake_id):
    """Note the figures of this page of the sheet."""
    stocktake, form = find(queries.stocktakes(), stocktake_id), SheetForm()
    if form.validate():
        lines, emptied = form.figures()
        if not form.others.errors:
            with form.absorbing():
                operations.note(stocktake, lines, emptied)
    if form.errors:
        return page("commerce/stocktakes/show.html", None, 422, **sheet_page(stocktake, form))
    onward = url_for(".show", stocktake_id=stocktake.id, page=request.form.get("then") or None)
    return answer(None, onward, _("The figures have been noted."))


def sheet_page(stocktake, form=None):
    """Values of the page with the sheet."""
    rows = paged(queries.sheet_rows(stocktake), Product.code, Product.id, token=request.args.get("page"))
    values = {"rows": rows, "form": form or sheet_form(rows), "file_form": FileForm(formdata=None)}
    return {**head(stocktake), **values, "products": {str(row.id): row for row in rows}, "tab": "sheet"}


def head(stocktake):
    """Values that every page of a stocktake shows."""
    job = session.get(Job, (context.tenant_id(), stocktake.job_id)) if stocktake.job_id else None
    return {"stocktake": stocktake, "state": STATES[stocktake.state], "job": job}


def _begun(form):
    made = operations.begin(
        warehouse_id=form.warehouse_id.data,
        counted_on=form.counted_on.data,
        name=form.name.data or "",
        opening=form.opening.data,
    )
    if form.file.data:
        operations.take_file(made, form.file.data.stream, form.file.data.filename)
    return made

"""Files of stocktakes: one to fill in, and the filled one."""

import tempfile
from dataclasses import dataclass

from flask import Blueprint, url_for

from app.commerce.stock import permissions
from app.commerce.stocktakes import operations, queries
from app.commerce.stocktakes.aliases import COLUMNS
from app.commerce.stocktakes.forms import FileForm
from app.commerce.stocktakes.views.stocktakes import sheet_page
from app.kernel.i18n import _
from app.kernel.tabular import write_csv
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("stocktake_files", __name__, url_prefix="/stocktakes/<uuid:stocktake_id>/file")


@dataclass(frozen=True)
class Sheet:
    """A file that is made while it is asked for."""

    name: str
    size: int
    content_type: str = "text/csv"


@bp.get("")
@requires(permissions.COUNT)
def show(stocktake_id):
    """The sheet as CSV: every product of the warehouse, with an empty column for what is counted."""
    stocktake = find(queries.stocktakes(), stocktake_id)
    header = [COLUMNS["code"][0], _("Product name"), _("JAN code"), _("Unit"), COLUMNS["warehouse"][0]]
    header += [_("On hand by the books"), COLUMNS["counted"][0]]
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when it has been handed over
    write_csv(out, header, ([*row, ""] for row in queries.template_rows(stocktake.warehouse_id)))
    size = out.tell()
    out.seek(0)
    return handed_over(Sheet(_("stocktake_%(number)s.csv", number=stocktake.number), size), out)


@bp.post("")
@requires(permissions.COUNT)
def create(stocktake_id):
    """Read a filled file."""
    stocktake, form = find(queries.stocktakes(), stocktake_id), FileForm()
    if form.validate():
        with form.absorbing():
            operations.take_file(stocktake, form.file.data.stream, form.file.data.filename)
    if form.errors:
        values = {**sheet_page(stocktake), "file_form": form}
        return page("commerce/stocktakes/show.html", None, 422, **values)
    onward = url_for("commerce.stocktakes.show", stocktake_id=stocktake.id)
    return answer(None, onward, _("The file is being read."))

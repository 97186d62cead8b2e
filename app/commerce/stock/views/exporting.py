"""The stock as a file; it goes in again as a stocktake."""

import tempfile
from dataclasses import dataclass

from flask import Blueprint, request

from app.commerce.stock import permissions
from app.commerce.stock.aliases import HEADER
from app.commerce.stock.exporting import stock_lines
from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.kernel.tabular import write_csv
from app.web.downloads import handed_over
from app.web.guards import requires

bp = Blueprint("stock_export", __name__, url_prefix="/stock-export")


@dataclass(frozen=True)
class Written:
    """A file that was made while it was asked for."""

    name: str
    size: int
    content_type: str = "text/csv"


@bp.get("")
@requires(permissions.EXPORT)
def show():
    """Every product in every warehouse (or one), as CSV."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when it has been handed over
    write_csv(out, HEADER, stock_lines(id_of(request.args.get("warehouse"))))
    size = out.tell()
    out.seek(0)
    return handed_over(Written(_("stock_%(day)s.csv", day=f"{clock.today():%Y%m%d}"), size), out)

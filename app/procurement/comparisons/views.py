"""The comparison: on the page, on paper, in Excel."""

from flask import Blueprint, Response, request

from app.kernel import context
from app.kernel.db import session
from app.procurement.comparisons.exporting import workbook
from app.procurement.comparisons.queries import comparison_of, without_answer
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("comparisons", __name__, url_prefix="/rfqs/<uuid:rfq_id>")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/comparison")
@requires("procurement.quote.view")
def show(rfq_id):
    """All effective answers side by side; `?older=1` shows the earlier ones too. A word instead while sealed."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    older, sealed = request.args.get("older") == "1", rfq.sealed
    values = {
        **record_page(rfq, "comparison"),
        "sealed": sealed,
        "older": older,
        "matrix": None if sealed else comparison_of(rfq, older=older),
        "without": session.scalars(without_answer(rfq.id)).all(),
    }
    return page("procurement/comparisons/show.html", **values)


@bp.get("/comparison.xlsx")
@requires("procurement.quote.view")
def export(rfq_id):
    """The same as an Excel file. Rejected while sealed."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    content = workbook(comparison_of(rfq, older=request.args.get("older") == "1"))
    answer = Response(content, mimetype=SHEET)
    answer.headers["Content-Disposition"] = f'attachment; filename="comparison-{rfq.number}.xlsx"'
    return answer

"""検品 of one slip: every piece by bar code or tap."""

from flask import Blueprint, redirect, request, url_for

from app.commerce.permissions import SLIP_SHIP
from app.commerce.picking import checks, counting, queries
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_checks", __name__, url_prefix="/slips")


@bp.get("/to-check")
@requires(SLIP_SHIP)
def index():
    """From the bar code on a pick list to the check of its slip."""
    slip = checks.named(request.args.get("code", ""))
    if slip is None:
        raise Rejected("There is no slip with this bar code.")
    leader = slip.carried_by_id or slip.id
    return redirect(url_for(".show", record_id=leader), 303)


@bp.get("/<uuid:record_id>/check")
@requires(SLIP_SHIP)
def show(record_id):
    """What belongs into the parcel, and what was seen of it."""
    slip = find(queries.slips(), record_id)
    return _page(slip, checks.check_of(slip.id))


@bp.post("/<uuid:record_id>/check")
@requires(SLIP_SHIP)
def create(record_id):
    """Begin."""
    slip = find(queries.slips(), record_id)
    checks.begin(slip)
    return answer(None, url_for(".show", record_id=slip.id))


@bp.delete("/<uuid:record_id>/check")
@requires(SLIP_SHIP)
def destroy(record_id):
    """Begin anew."""
    slip = find(queries.slips(), record_id)
    check = checks.check_of(slip.id)
    if check is not None:
        checks.drop(check, slip)
    return answer(None, url_for(".show", record_id=slip.id), _("The check was taken back."))


@bp.post("/<uuid:record_id>/check/scans")
@requires(SLIP_SHIP)
def create_scan(record_id):
    """One piece by its bar code; the first scan begins the check."""
    slip = find(queries.slips(), record_id)
    check = checks.begin(slip)
    said = counting.scan(checks.lines_of(check), request.form.get("code", ""))
    checks.settle(check, slip)
    return _page(slip, check, said)


@bp.post("/<uuid:record_id>/check/lines/<uuid:line_id>/pieces")
@requires(SLIP_SHIP)
def create_pieces(record_id, line_id):
    """So many pieces by tap."""
    slip = find(queries.slips(), record_id)
    check = checks.begin(slip)
    line = find(queries.check_lines(check), line_id)
    pieces = line.left if request.form.get("pieces") == "all" else request.form.get("pieces", 1, int)
    done = counting.count(line, pieces)
    checks.settle(check, slip)
    return _page(slip, check, counting.Said(counting.TAKEN if done else counting.FULL, line))


def _page(slip, check, said=None):
    lines = checks.lines_of(check) if check else []
    return page(
        "commerce/picking/check.html",
        "commerce/picking/_check.html",
        slip=slip,
        check=check,
        lines=lines,
        said=said,
        wanted=sum(line.wanted for line in lines),
        seen=sum(line.seen for line in lines),
        where=lambda line: url_for(".create_pieces", record_id=slip.id, line_id=line.id),
        scans=url_for(".create_scan", record_id=slip.id),
    )

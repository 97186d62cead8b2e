"""Picking with a telephone: rounds that go on, a round, a scan, a tap."""

from flask import Blueprint, redirect, request, url_for

from app.commerce.permissions import SLIP_SHIP
from app.commerce.picking import counting, queries, rounds
from app.commerce.slips.selecting import chosen
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("picking", __name__, url_prefix="/picking")
entry("ship", "Picking", "commerce.picking.index", "target", SLIP_SHIP, position=35)
AT_ONCE = (10, 20, 40, 80)


@bp.get("")
@requires(SLIP_SHIP)
def index():
    """Rounds that go on, and what waits."""
    ready = len(queries.waiting(rounds.MOST))
    offered = [one for one in AT_ONCE if one < ready] + [ready]
    return page(
        "commerce/picking/index.html",
        chosen=chosen(request.args) if request.args else [],
        rows=queries.open_rounds(),
        ready=ready,
        offered=offered,
        most=rounds.MOST,
    )


@bp.post("")
@requires(SLIP_SHIP)
def create():
    """Begin a round with the chosen slips, or with the `next` so many that wait."""
    ids = [one for one in map(id_of, request.form.getlist("ids")) if one]
    if not ids:
        ids = queries.waiting(min(request.form.get("next", 0, int), rounds.MOST))
    made = rounds.begin(ids)
    return redirect(url_for(".show", round_id=made.id), 303)


@bp.get("/<uuid:round_id>")
@requires(SLIP_SHIP)
def show(round_id):
    """The way along the shelves."""
    return _page(find(queries.rounds(), round_id))


@bp.post("/<uuid:round_id>/scans")
@requires(SLIP_SHIP)
def create_scan(round_id):
    """One piece by its bar code."""
    made = find(queries.rounds(), round_id)
    said = counting.scan(rounds.lines_of(made), request.form.get("code", ""), seen_by=context.actor().name)
    return _page(made, said)


@bp.post("/<uuid:round_id>/lines/<uuid:line_id>/pieces")
@requires(SLIP_SHIP)
def create_pieces(round_id, line_id):
    """So many pieces by tap; `all` for what is left, negative to put back."""
    made = find(queries.rounds(), round_id)
    line = find(queries.lines(made), line_id)
    pieces = line.left if request.form.get("pieces") == "all" else request.form.get("pieces", 1, int)
    done = counting.count(line, pieces, seen_by=context.actor().name)
    return _page(made, counting.Said(counting.TAKEN if done else counting.FULL, line))


@bp.post("/<uuid:round_id>/completion")
@requires(SLIP_SHIP)
def create_completion(round_id):
    """The walk is over."""
    made = find(queries.rounds(), round_id)
    rounds.finish(made)
    session.flush()
    return answer(
        None, url_for(".show", round_id=made.id), _("Picking is finished. Check and pack the parcels now.")
    )


def _page(made, said=None):
    lines, slips = rounds.lines_of(made), rounds.slips_of(made)
    return page(
        "commerce/picking/show.html",
        "commerce/picking/_round.html",
        round=made,
        lines=lines,
        slips=slips,
        checked=queries.checked([slip.id for _place, slip in slips]),
        said=said,
        wanted=sum(line.wanted for line in lines),
        seen=sum(line.seen for line in lines),
        where=lambda line: url_for(".create_pieces", round_id=made.id, line_id=line.id),
        scans=url_for(".create_scan", round_id=made.id),
    )

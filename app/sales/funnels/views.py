"""The opportunities behind the figures of the funnel."""

from flask import Blueprint, request

from app.kernel.errors import Missing
from app.kernel.i18n import _, _l, translate
from app.sales.forecasts import passing
from app.sales.forecasts.ageing import BUCKETS
from app.sales.forecasts.asking import asked
from app.sales.forecasts.queries import rows_of
from app.sales.permissions import OPPORTUNITY_VIEW
from app.sales.phases.queries import known_phases
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("funnels", __name__, url_prefix="/opportunities/funnel")


@bp.get("/<uuid:phase_id>/left")
@requires(OPPORTUNITY_VIEW)
def left(phase_id):
    """What left a phase in the last 90 days; with `onward` in the address only what went on."""
    phase, told = _phase(phase_id), asked(request.args)
    only = "onward" in request.args
    ids = {
        deal for one, deal, onward in passing.left(told.question) if one == phase.id and (onward or not only)
    }
    on, out = _l("Went on from %(phase)s in 90 days"), _l("Left %(phase)s in 90 days")
    return _rows(told, translate(on if only else out, phase=phase.name), ids)


@bp.get("/ages/<int:bucket>")
@requires(OPPORTUNITY_VIEW)
def aged(bucket):
    """Open opportunities that are in their phase (`phase` in the address, or any) for so long."""
    if bucket >= len(BUCKETS):
        raise Missing
    told, phase = asked(request.args), None
    if request.args.get("phase"):
        phase = _phase(request.args["phase"])
    days = BUCKETS[bucket][1]
    name = _("%(phase)s for %(days)s days", phase=phase.name if phase else _("In their phase"), days=days)
    return _rows(told, name, passing.aged(told.question, phase and phase.id, bucket))


def _phase(phase_id):
    found = next((one for one in known_phases().values() if str(one.id) == str(phase_id)), None)
    if found is None:
        raise Missing
    return found


def _rows(told, name, ids):
    return page("sales/funnels/rows.html", told=told, name=name, rows=rows_of(told.question, ids))

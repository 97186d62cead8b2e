"""The visits of an account."""

import datetime as dt

from flask import Blueprint, request, url_for

from app.kernel import clock
from app.masters.partners.queries import reachable_partners
from app.records.layouts.shaping import labels_of, shaped
from app.sales.activities.model import PLAN
from app.sales.activities.record import ACTIVITY
from app.sales.permissions import ACTIVITY_VIEW
from app.sales.visits.queries import by_month, counts
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("visits", __name__, url_prefix="/activities/accounts/<uuid:partner_id>")


@bp.get("")
@requires(ACTIVITY_VIEW)
def show(partner_id):
    """Month by month, the newest first; of one kind where the address says so."""
    partner = find(reachable_partners(), partner_id)
    kind = request.args.get("kind", "")
    kind = kind if kind in labels_of(ACTIVITY, "kind") else ""
    months, rest = by_month(partner.id, kind, _moment(request.args.get("before")))
    return page(
        "sales/visits/show.html",
        partner=partner,
        months=months,
        tabs=_tabs(partner, kind),
        older=rest and url_for(".show", partner_id=partner.id, kind=kind or None, before=rest.isoformat()),
        words={"kinds": labels_of(ACTIVITY, "kind"), "reactions": shaped(ACTIVITY).fields["reaction"]},
        plan=PLAN,
        now=clock.now(),
    )


def _tabs(partner, kind):
    """Every kind there is, with how many; all of them first."""
    found = counts(partner.id)
    offered = [
        ("", None, sum(found.values())),
        *((one, label, found[one]) for one, label in labels_of(ACTIVITY, "kind").items() if one in found),
    ]
    return [
        {"label": label, "url": url_for(".show", partner_id=partner.id, kind=one or None), "active": one == kind,
         "count": many}
        for one, label, many in offered
    ]  # fmt: skip


def _moment(text):
    """An aware moment of an address; nothing for anything else."""
    try:
        found = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None

"""The week, and the report of a day."""

from flask import Blueprint, request

from app.kernel import clock
from app.masters.responsible import SCOPE
from app.records.layouts.shaping import labels_of, shaped
from app.sales.activities.model import PLAN
from app.sales.activities.record import ACTIVITY
from app.sales.permissions import ACTIVITY_VIEW
from app.sales.weeks.asking import DAYS, asked
from app.sales.weeks.queries import by_day, colleagues
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("weeks", __name__, url_prefix="/activities/week")


@bp.get("")
@requires(ACTIVITY_VIEW)
def index():
    """Days side by side; with a day in the address its report."""
    week = asked(request.args)
    days, more = by_day(week)
    return page(
        "sales/weeks/index.html",
        fragment="sales/weeks/_week.html",
        kind=shaped(ACTIVITY),
        week=week,
        days=days,
        more=more,
        **_words(week),
    )


def _words(week):
    step = 1 if week.day else DAYS
    return {
        "scopes": [(one.value or "all", one.label) for one in SCOPE.offered()],
        "people": [("", ""), *((str(one), name) for one, name in colleagues())],
        "kinds": labels_of(ACTIVITY, "kind"),
        "reactions": shaped(ACTIVITY).fields["reaction"],
        "earlier": week.moved(-step),
        "following": week.moved(step),
        "today": clock.today(),
        "now": clock.now(),
        "plan": PLAN,
    }

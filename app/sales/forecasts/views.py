"""The forecast, and the opportunities behind what changed."""

import datetime as dt

from flask import Blueprint, request, url_for

from app.kernel import clock
from app.kernel.errors import Missing
from app.masters.responsible import SCOPE
from app.records.kit.queries import titles
from app.records.layouts.shaping import shaped
from app.sales.forecasts import queries
from app.sales.forecasts.ageing import BUCKETS
from app.sales.forecasts.asking import asked
from app.sales.forecasts.comparing import PARTS, drawn
from app.sales.forecasts.passing import steps
from app.sales.forecasts.periods import PERIODS, STEP, between, period
from app.sales.judgements.months import MONTHS, later, months_of
from app.sales.judgements.queries import divides, judged_commits
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import OPPORTUNITY_VIEW
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("forecasts", __name__, url_prefix="/opportunities/forecast")
_LINKS = {"owner_id": "user", "organisation_id": "organisation"}


@bp.get("")
@requires(OPPORTUNITY_VIEW)
def index():
    """Months and categories, who brings what, what changed, and the funnel."""
    told = asked(request.args)
    judged = judged_commits(told.question, told.first, later(told.first, MONTHS))
    shown = _choices(told) | _months(told, judged) | _people(told, judged) | _changed(told) | _funnel(told)
    return page("sales/forecasts/index.html", fragment="sales/forecasts/_forecast.html", told=told, **shown)


@bp.get("/changes/<string:part>")
@requires(OPPORTUNITY_VIEW)
def changes(part):
    """The opportunities of one part of what changed, as they stood before and after."""
    told = asked(request.args)
    parts = told.parts() if told.since else {}
    if part not in parts:
        raise Missing
    return page("sales/forecasts/changes.html", told=told, name=PARTS[part], **_behind(told, parts[part]))


def _behind(told, part):
    """What a part is made of: its opportunities before and after, and the months that were judged as a whole."""
    before, after = told.before_and_after()
    return {
        "part": part,
        "period": period(told.period, clock.today()),
        "rows": queries.rows_of(told.question, part.ids),
        "before": before,
        "after": after,
        "months": _judged_months(told) if part.name in ("start", "months", "end") else [],
    }


def _judged_months(told):
    """`[(month, person's name, their id, then, now)]` of the months judged as a whole, then or now."""
    then, now = told.months()
    keys = sorted(then.keys() | now.keys(), key=lambda key: (key[0], str(key[1])))
    names = titles("user", {owner for _month, owner in keys})
    return [(key[0], names.get(key[1], ""), key[1], then.get(key), now.get(key)) for key in keys]


def _choices(told):
    return {
        "kind": shaped(OPPORTUNITY),
        "scopes": [(one.value, one.label) for one in SCOPE.offered()],
        "periods": PERIODS,
        "snapshots": [(str(day), f"{day:%Y/%m/%d}") for day in told.days],
        "listed": lambda **more: f"{url_for('sales.opportunities.index')}?{told.listed(**more)}",
    }


def _changed(told):
    parts = told.parts() if told.since else {}
    picture, ground = drawn(parts)
    divided = told.judged and divides(told.question)
    return {"parts": parts, "picture": picture, "ground": ground, "names": PARTS, "divided": divided}


def _funnel(told):
    return {"steps": steps(told.question), "buckets": BUCKETS}


def _months(told, judged):
    found = queries.by_month(told.question, told.first)
    for one in judged:
        found.setdefault(one.month, queries.Sums()).judged += one.judged
    last = {"expected_on__to": str(told.first - dt.timedelta(days=1))}
    months = [(None, last)] if None in found else []
    months += [(one, {"expected_on__between": between(one, later(one, 1))}) for one in months_of(told.first)]
    return {
        "months": [(month, when, found.get(month, queries.Sums())) for month, when in months],
        "earlier": f"{later(told.first, -STEP):%Y-%m}",
        "following": f"{later(told.first, STEP):%Y-%m}",
        "categories": queries.COUNTED,
    }


def _people(told, judged):
    found = queries.by_column(told.question, getattr(Opportunity, told.by), told.first)
    for one in judged:
        found.setdefault(getattr(one, told.by), queries.Sums()).judged += one.judged
    names = titles(_LINKS[told.by], found)
    order = sorted(found.items(), key=lambda pair: -(pair[1].weighted + pair[1].won))
    return {
        "people": [(one, names.get(one, ""), sums) for one, sums in order],
        "span": between(told.first, later(told.first, 12)),
    }

"""The calendar itself, for the programs that subscribe to it."""

from flask import Blueprint, Response, request
from flask_babel import force_locale

from app.access.users.queries import actor_of
from app.kernel import clock, context, noting
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.sales.calendars.issuing import is_worth_noting, note_reading, with_secret
from app.sales.calendars.queries import entries
from app.sales.calendars.writing import calendar_of
from app.sales.permissions import ACTIVITY_EDIT
from app.web.guards import public
from app.web.limits import limiter
from app.web.links import absolute

bp = Blueprint("calendars", __name__, url_prefix="/calendars")
limiter.limit("60 per minute")(bp)
BECAUSE = "the secret in the address (256 bits, only its hash is kept) opens the plans of one person, to read"


@bp.get("/<string:secret>/plans.ics")
@public(BECAUSE)
def show(secret):
    """The plans as their owner may know of them; 304 while nothing changed."""
    row = with_secret(secret)
    who = actor_of(row.user_id) if row else None
    if who is None or not who.may(ACTIVITY_EDIT):
        raise Missing
    answered = Response(_calendar(row, who), mimetype="text/calendar")
    if is_worth_noting(row, now := clock.now()):
        noting.seen_fact(lambda: note_reading(row.id, now))
    return _guarded(answered)


def _calendar(row, who):
    with context.acting_as(who), force_locale(who.locale):
        name = _("Plans of %(name)s", name=who.name)
        return calendar_of(entries(results=row.results), name, lambda one: absolute(f"/activities/{one}"))


def _guarded(answered):
    answered.headers["Content-Disposition"] = 'inline; filename="plans.ics"'
    answered.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answered.headers["Cache-Control"] = "private, no-cache"
    answered.add_etag()
    return answered.make_conditional(request)

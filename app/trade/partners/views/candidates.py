"""Looking for whom to invite: former partners, by name, by 組織ID."""

from flask import Blueprint, request, url_for

from app.kernel.errors import Rejected
from app.kernel.i18n import _, _l
from app.masters.addresses.choosing import ANY_PREFECTURE
from app.trade.business_types import LABELS
from app.trade.organisations.queries import AT, GUESSES
from app.trade.partners.queries import possible_types
from app.trade.partners.searching import forget, former_partners, identified, named
from app.trade.permissions import WORK
from app.trade.views import entered_by
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires
from app.web.limits import Guesses

bp = Blueprint("partner_candidates", __name__, url_prefix="/deals/<uuid:deal_id>/partner-candidates")
MODES = {
    "former": _l("From former deals"),
    "name": _l("Find by name"),
    "code": _l("By organisation ID"),
}


@bp.get("/")
@requires(WORK)
def index(deal_id):
    """What was found in the way that `?mode=` says."""
    entered = entered_by(deal_id)
    mode = request.args.get("mode", "former")
    found = FINDERS.get(mode, by_history)(entered)
    return page(
        "trade/partners/candidates/index.html",
        "trade/partners/candidates/_list.html",
        422 if found.get("refused") else 200,
        **{"entered": entered, "mode": mode, "tabs": _tabs(entered, mode), "labels": LABELS, "next": None}
        | found,
        prefectures=dict(ANY_PREFECTURE),
    )


@bp.delete("/<uuid:entry_id>")
@requires(WORK)
def destroy(deal_id, entry_id):
    """Take a line out of the own history of partners."""
    entered = entered_by(deal_id)
    forget(entered, entry_id)
    where = url_for(".index", deal_id=deal_id, seat=entered.seat)
    return answer(None, where, _("It was taken out of the list of former partners."))


def by_history(entered):
    """Mode 1."""
    rows = [_row(entered, one.organisation, one.entry) for one in former_partners(entered)]
    return {"rows": rows, "asked": True}


def by_name(entered):
    """Mode 2."""
    words, kind, place = (request.args.get(name, "") for name in ("q", "type", "prefecture"))
    after = id_asked("after")
    found, following = named(words, business_type=kind, prefecture=place, after=after)
    rows = [_row(entered, one) for one in found]
    return {"rows": rows, "next": following, "asked": bool(words.strip() or kind or place)}


def by_code(entered):
    """Mode 3."""
    code = request.args.get("q", "")
    try:
        found = identified(code, Guesses(GUESSES, AT)) if code else None
    except Rejected as refusal:
        return {"rows": [], "asked": True, "refused": str(refusal)}
    return {"rows": [_row(entered, found)] if found else [], "asked": bool(code)}


FINDERS = {"former": by_history, "name": by_name, "code": by_code}


def _tabs(entered, mode):
    where = {"deal_id": entered.deal.id, "seat": entered.seat}
    return [
        {"label": label, "url": url_for(".index", mode=key, **where), "active": key == mode}
        for key, label in MODES.items()
    ]


def _row(entered, organisation, entry=None):
    return {
        "organisation": organisation,
        "types": possible_types(entered, organisation),
        "entry": entry,
    }

"""取引一覧, opening a deal, the page of one."""

from flask import Blueprint, request

from app.kernel import noting
from app.trade.business_types import LABELS
from app.trade.desk import wording
from app.trade.desk.forms import NewDealForm
from app.trade.desk.operations import mark_read
from app.trade.desk.queries import LATEST, Wanted, deals, has_any_deal
from app.trade.desk.views.facts import facts_of
from app.trade.desk.views.opening import form_page, mine, opened, to_the_deal
from app.trade.documents.heading import headings
from app.trade.permissions import VIEW, WORK
from app.trade.rooms.model import Participation
from app.trade.rulebooks.wording import DIRECTIONS, words_of
from app.trade.views import entered_by
from app.web import menu
from app.web.answer import page
from app.web.finding import id_asked
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("deals", __name__, url_prefix="/deals")
menu.entry("share", "Deals", "trade.deals.index", "globe", VIEW, position=10, key="t")


@bp.get("/")
@requires(VIEW)
def index():
    """The deals of the own organisations, the one where something happened last first."""
    wanted = asked(request.args)
    rows = paged(deals(wanted), LATEST, Participation.id, descending=True, token=request.args.get("page"))
    return page(
        "trade/desk/deals/index.html",
        "trade/desk/deals/_list.html",
        rows=rows,
        wanted=wanted,
        headings=headings([(one.deal_id, one.id) for one in rows]),
        organisations={one.id: one for one in mine()},
        nothing=not rows.rows and not has_any_deal(),
        labels=LABELS,
        wording=wording,
        words_of=words_of,
    )


@bp.get("/new")
@requires(WORK)
def new():
    """The form of a new deal."""
    return form_page(NewDealForm(formdata=None))


@bp.post("/")
@requires(WORK)
def create():
    """Open a deal."""
    form = NewDealForm()
    form.offer(mine())
    if form.validate():
        with form.absorbing():
            return to_the_deal(opened(form))
    return form_page(form, 422)


@bp.get("/<uuid:deal_id>")
@requires(VIEW)
def show(deal_id):
    """A deal from one of the own seats; with `as` as an invited partner sees it."""
    entered = entered_by(deal_id)
    facts = facts_of(entered, id_asked("as"))
    noting.seen_fact(lambda: mark_read(entered.seat))
    return page("trade/desk/deals/show.html", "trade/desk/deals/_talk.html", **facts)


def asked(args):
    """What the list's address asks for."""
    status, direction = args.get("status", "open"), args.get("direction", "")
    return Wanted(
        words=args.get("q", "")[:100],
        status=status if status in ("", *wording.STATES) else "open",
        direction=direction if direction in DIRECTIONS else "",
        unread=args.get("unread") == "1",
    )

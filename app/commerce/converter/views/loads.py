"""Dropping files, and what came of them."""

from flask import Blueprint, request, url_for

from app.commerce.converter import expiring, operations, permissions, queries
from app.commerce.converter.forms import DropForm, columns_form, drop_form
from app.commerce.converter.model import ConverterParcel
from app.commerce.converter.showing import cards_of
from app.commerce.labels.forms import label_form
from app.commerce.labels.queries import accounts, channels
from app.commerce.persons.noticing import note_read
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("converter", __name__, url_prefix="/converter")
entry("ship", "Label converter", "commerce.converter.index", "refresh", permissions.USE, position=85)


@bp.get("")
@requires(permissions.USE)
def index():
    """Where files are dropped, what lies here until three, and counts of the days before."""
    return page("commerce/converter/index.html", None, **_index(drop_form(_accounts(), channels())))


@bp.post("")
@requires(permissions.USE)
def create():
    """Read dropped files."""
    chosen, made = _accounts(), None
    form = DropForm().offer(chosen, channels())
    if form.validate():
        with form.absorbing():
            made = _dropped(form, chosen)
    if form.errors:
        session.rollback()
        return page("commerce/converter/index.html", None, 422, **_index(form))
    return answer(None, url_for(".show", load_id=made.id))


@bp.get("/<uuid:load_id>")
@requires(permissions.USE)
def show(load_id):
    """The labels of a load; or the columns of a file that nobody knows."""
    load = find(queries.loads(), load_id)
    if load.state == "unread":
        return page("commerce/converter/columns.html", None, load=load, form=columns_form(load.header))
    values = load_page(load, request.args.get("shown", ""), request.args.get("page"))
    return page("commerce/converter/show.html", "commerce/converter/_labels.html", **values)


@bp.delete("/<uuid:load_id>")
@requires(permissions.USE)
def destroy(load_id):
    """Let it go now."""
    expiring.throw_away(find(queries.loads(), load_id))
    return answer(None, url_for(".index"), _("It is gone."))


def load_page(load, shown, token=None):
    """Values of a load's page; `shown`: stops, notes or all."""
    counts = queries.counts(load)
    if shown not in counts:
        shown = "stops" if counts["stops"] else "all"
    rows = paged(
        queries.shown_parcels(load, shown), ConverterParcel.position, ConverterParcel.id, token=token
    )
    cards = cards_of(load, list(rows)) if len(rows) else []
    if cards:
        note_read(load.id, f"{load.ship_on}")
    return {
        "load": load,
        "counts": counts,
        "shown": shown,
        "rows": rows,
        "cards": [
            (card, label_form(card, choices), dict(choices["service"]), account)
            for card, choices, account in cards
        ],
        "files": operations.files_of(load),
        "refused": (load.refused or {}).get("lines", []),
    }


def _accounts():
    return session.scalars(accounts()).all()


def _index(form):
    return {
        "form": form,
        "loads": queries.load_rows(),
        "days": queries.days(),
        "end": expiring.end_of(clock.now()),
    }


def _dropped(form, chosen):
    account = next(one for one in chosen if one.id == form.account_id.data)
    channel = operations.sender(form.channel_id.data)
    return operations.drop(form.contents(), account, channel=channel, ship_on=form.ship_on.data)

"""お気に入り, フォロー中, 最近見た; and the permanent short link of a record."""

from flask import Blueprint, redirect, request, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _, _l
from app.kernel.ids import from_public
from app.records.following.model import Favourite, Follow, Viewed
from app.records.following.operations import forget_views
from app.records.following.queries import marked, newest, visible_types
from app.records.kit.documents import described
from app.records.kit.queries import every
from app.web.answer import answer, page, wants_fragment
from app.web.finding import find
from app.web.guards import signed_in
from app.web.paging import paged
from app.web.shell import addresses

bp = Blueprint("following", __name__)
addresses["recent_url"] = lambda: url_for("records.following.recent") if visible_types() else None
addresses["favourites_url"] = lambda: url_for("records.following.favourites")
LISTS = {
    "favourites": (Favourite, _l("Favourites")),
    "followed": (Follow, _l("Followed")),
    "recent": (Viewed, _l("Recently viewed")),
}
NEWEST = 8


@bp.get("/favourites")
@signed_in
def favourites():
    """The records I gave a star."""
    return _list("favourites")


@bp.get("/followed")
@signed_in
def followed():
    """The records I follow."""
    return _list("followed")


@bp.get("/recent")
@signed_in
def recent():
    """The records I opened lately; the newest of them for the menu and the desk."""
    if wants_fragment() and not request.args.get("page"):
        place = "desk" if request.args.get("place") == "desk" else "menu"
        values = {"place": place, "kinds": described()}
        return page("records/following/_newest.html", rows=newest(Viewed, NEWEST), **values)
    return _list("recent")


@bp.delete("/recent")
@signed_in
def forget():
    """Empty the list of what I opened."""
    forget_views(context.actor().id)
    return answer(None, url_for(".recent"), _("The list is empty now."))


def _list(name):
    mark, title = LISTS[name]
    kinds = [kind for kind in visible_types() if request.args.get("type") in (None, "", kind.name)]
    found = marked(mark, kinds)
    rows = []
    if found is not None:
        columns = found.selected_columns
        place = {"descending": True, "token": request.args.get("page")}
        rows = paged(found, columns.sort_value, columns.id, **place)
    values = {"name": name, "title": title, "rows": rows, "tabs": _tabs(name), "kinds": described()}
    return page(
        "records/following/index.html", "records/following/_list.html", types=visible_types(), **values
    )


def _tabs(name):
    return [
        {"label": label, "url": url_for(f".{one}"), "active": one == name}
        for one, (_mark, label) in LISTS.items()
    ]


@bp.get("/s/<string:kind_name>/<string:letters>")
@signed_in
def short(kind_name, letters):
    """A record by its permanent link; whoever cannot reach it learns nothing."""
    kind, record_id = described().get(kind_name), from_public(letters)
    if (
        kind is None
        or not kind.discussed
        or record_id is None
        or not context.actor().may(kind.permissions.view)
    ):
        raise Missing
    row = find(every(kind), record_id)
    return redirect(url_for(f"{kind.endpoint}.show", record_id=row.id), 303)

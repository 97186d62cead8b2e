"""The search of the whole site. What is typed is posted, so that it stands in no address and no log."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.kernel.text import fold
from app.records.everywhere.queries import SHOWN, found_everywhere
from app.web import menu
from app.web.answer import page
from app.web.guards import signed_in
from app.web.shell import addresses

bp = Blueprint("everywhere", __name__, url_prefix="/search")
addresses["search_url"] = lambda: url_for("records.everywhere.index")


@bp.get("")
@signed_in
def index():
    """An empty search, for phones and without JavaScript."""
    return _answered("")


@bp.post("")
@signed_in
def create():
    """What holds the words."""
    return _answered(request.form.get("q", "")[:100])


def _answered(typed):
    found = found_everywhere(typed) if typed.strip() else []
    return page(
        "records/everywhere/index.html",
        fragment="records/everywhere/_found.html",
        typed=typed,
        found=found,
        pages=_pages_named(typed),
        said=_("Nothing holds these words. Two letters are enough.") if typed.strip() else "",
    )


def _pages_named(typed):
    """Entries of the menu whose name holds what was typed."""
    words = fold(typed).split()
    entries = [item for section in menu.visible() for item in section["items"]] if words else []
    return [one for one in entries if all(word in fold(one["label"]) for word in words)][:SHOWN]

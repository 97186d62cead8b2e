"""How a reader likes a list: the view it opens with, the widths of its columns."""

import orjson
from flask import request, url_for

from app.kernel.db import session
from app.kernel.i18n import _
from app.records.pages.views.saved_views import to_view
from app.records.saved_views import operations, queries
from app.web.answer import answer, wants_fragment
from app.web.finding import find


def create_opening(kind, view_id):
    """Let the list open with it, for the present reader."""
    view = find(queries.visible_views(kind), view_id)
    operations.open_with(kind, view)
    return to_view(view, _("This list now opens with %(name)s.", name=view.name))


def delete_opening(kind, view_id):
    """Let the list open with everything again."""
    view = find(queries.visible_views(kind), view_id)
    operations.open_with(kind, None)
    return to_view(view, _("This list opens with all entries again."))


def update_widths(kind):
    """Keep the widths of the columns for the present reader and view."""
    wanted = request.form.get("view", "")
    view = next((one for one in session.scalars(queries.visible_views(kind)) if str(one.id) == wanted), None)
    operations.keep_widths(kind, view, _typed_widths())
    if wants_fragment():
        return "", 204
    return answer(None, otherwise=url_for(".index", view=wanted or None))


def _typed_widths():
    try:
        found = orjson.loads(request.form.get("widths") or "{}")
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: width for name, width in pairs if isinstance(width, int | float) and abs(width) < 10_000}

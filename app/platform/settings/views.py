"""設定: what a tenant may choose."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.platform.settings.choosing import SETTINGS, choose_all, values
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("settings", __name__, url_prefix="/settings")
EDIT_SETTINGS = "platform.settings.edit"
entry("administration", "Settings", "platform.settings.edit", "settings", EDIT_SETTINGS, position=80)


@bp.get("/")
@requires(EDIT_SETTINGS)
def edit():
    """All settings with their present values."""
    return page("platform/settings/edit.html", declared=SETTINGS.values(), values=values(), problem=None)


@bp.post("/")
@requires(EDIT_SETTINGS)
def update():
    """Keep what was chosen; every change is in the audit trail."""
    problem = choose_all(request.form)
    if problem:
        typed = {**values(), **request.form.to_dict()}
        return page(
            "platform/settings/edit.html",
            None,
            422,
            declared=SETTINGS.values(),
            values=typed,
            problem=problem,
        )
    return answer(None, url_for(".edit"), _("Saved."))

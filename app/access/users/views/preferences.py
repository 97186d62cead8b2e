"""My own settings: language, colours, row height."""

from flask import Blueprint, g, request, url_for
from sqlalchemy import select

from app.access.users.forms import PreferencesForm
from app.access.users.model import User
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import signed_in
from app.web.shell import addresses

bp = Blueprint("preferences", __name__, url_prefix="/preferences")
addresses["preferences_url"] = lambda: url_for("access.preferences.update")
addresses["companies_url"] = lambda: "/companies"
addresses["sign_out_url"] = lambda: "/sign-out"


@bp.post("/")
@signed_in
def update():
    """Keep what was chosen; the page one came from shows it."""
    user, form = find(select(User), g.user.id), PreferencesForm()
    if form.validate():
        for name in ("theme", "density", "locale"):
            if form[name].data:
                setattr(user, name, form[name].data)
    back = form.next.data or ""
    ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    return answer(None, back if ours else (request.script_root or "") + "/")

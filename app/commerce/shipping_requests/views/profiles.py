"""Layouts of outside warehouses."""

from flask import Blueprint, request, url_for

from app.commerce.shipping_requests import permissions, profiles, queries
from app.commerce.shipping_requests.defaults import LAYOUTS
from app.commerce.shipping_requests.forms import ProfileForm, profile_form
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("request_profiles", __name__, url_prefix="/shipping-requests/layouts")
_FIELDS = (
    "name", "company", "warehouse_id", "columns", "answers", "carrier", "encoding", "delimiter", "with_header",
)  # fmt: skip


@bp.get("")
@requires(permissions.EDIT)
def index():
    """Layouts in use, and those one can begin with."""
    values = {"profiles": profiles.present_profiles(), "layouts": LAYOUTS}
    return page("commerce/shipping_requests/profiles.html", None, **values)


@bp.get("/new")
@requires(permissions.EDIT)
def new():
    """A layout to adjust; `?from=` names the one it begins as."""
    company = request.args.get("from") if request.args.get("from") in LAYOUTS else "other"
    held = {"company": company, "with_header": True, **LAYOUTS[company]}
    form = profile_form(held, queries.outside_warehouses())
    return page("commerce/shipping_requests/profile.html", None, form=form, profile=None)


@bp.post("")
@requires(permissions.EDIT)
def create():
    """Enter it."""
    form, made = ProfileForm().offer(queries.outside_warehouses()), None
    if form.validate():
        with form.absorbing():
            made = profiles.enter_profile(form.values())
    if form.errors:
        session.rollback()
        return page("commerce/shipping_requests/profile.html", None, 422, form=form, profile=made)
    return answer(None, url_for(".index"), _("The layout has been saved."))


@bp.get("/<uuid:profile_id>/edit")
@requires(permissions.EDIT)
def edit(profile_id):
    """The form with the layout as it is."""
    profile = find(profiles.profiles(), profile_id)
    held = {name: getattr(profile, name) for name in _FIELDS}
    form = profile_form(held, queries.outside_warehouses(), profile.version)
    return page("commerce/shipping_requests/profile.html", None, form=form, profile=profile)


@bp.post("/<uuid:profile_id>")
@requires(permissions.EDIT)
def update(profile_id):
    """Change it."""
    profile, form = find(profiles.profiles(), profile_id), ProfileForm().offer(queries.outside_warehouses())
    if form.validate():
        with form.absorbing():
            profiles.change_profile(profile, form.values(), version=form.seen_version)
    if form.errors:
        session.expire(profile)
        return page("commerce/shipping_requests/profile.html", None, 422, form=form, profile=profile)
    return answer(None, url_for(".index"), _("The layout has been saved."))


@bp.delete("/<uuid:profile_id>")
@requires(permissions.EDIT)
def destroy(profile_id):
    """Take it out of use."""
    profiles.retire_profile(find(profiles.profiles(), profile_id))
    return answer(None, url_for(".index"), _("The layout has been removed."))

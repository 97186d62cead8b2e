"""取込パターン: the list, and one made from a file or a pattern of the house, with the first orders in sight."""

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.intake import profiling, queries
from app.commerce.intake.forms import ProfileForm
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.views.arranging import arranged, chosen_from, file_asked, header_for, take_up
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("intake_profiles", __name__, url_prefix="/intake-profiles")
entry(
    "ship",
    "Patterns of order files",
    "commerce.intake_profiles.index",
    "settings",
    permissions.CHANNEL_EDIT,
    position=95,
)


@bp.get("")
@requires(permissions.CHANNEL_EDIT)
def index():
    """Patterns of the company, and those of the house to start from."""
    return page("commerce/intake/profiles/index.html", rows=profiling.all_profiles(), house=BUILT_IN.values())


@bp.get("/new")
@requires(permissions.CHANNEL_EDIT)
def new():
    """Guessed from the header of a file, or copied from a pattern of the house."""
    file, base = file_asked(), BUILT_IN.get(request.args.get("base", ""))
    header = header_for(file, base)
    form = ProfileForm(formdata=None, name=base.label if base else "", kind=base.kind if base else "")
    return page("commerce/intake/profiles/form.html", **arranged(form, header, file, mapping=base))


@bp.post("")
@requires(permissions.CHANNEL_EDIT)
def create():
    """Keep a new pattern; the file it was made from is read by it at once."""
    form, file = ProfileForm(), file_asked()
    header, profile = header_for(file, None), None
    if form.validate():
        with form.absorbing():
            profile = profiling.keep(chosen_from(form, header), header)
    if form.errors:
        return page("commerce/intake/profiles/form.html", None, 422, **arranged(form, header, file))
    return answer(None, take_up(file, profile) or url_for(".index"), _("The pattern has been saved."))


@bp.get("/<uuid:profile_id>/edit")
@requires(permissions.CHANNEL_EDIT)
def edit(profile_id):
    """A pattern to be corrected."""
    profile = find(queries.profiles(), profile_id)
    form, mapping = ProfileForm(formdata=None, obj=profile), queries.mapping_of(profile)
    values = arranged(form, profile.header, file_asked(), profile, mapping)
    return page("commerce/intake/profiles/form.html", **values)


@bp.post("/<uuid:profile_id>")
@requires(permissions.CHANNEL_EDIT)
def update(profile_id):
    """Keep the corrections."""
    profile, form = find(queries.profiles(), profile_id), ProfileForm()
    if form.validate():
        with form.absorbing():
            mapping = chosen_from(form, profile.header)
            profiling.keep(mapping, profile.header, profile, request.form.get("version", type=int))
    if form.errors:
        values = arranged(form, profile.header, file_asked(), profile)
        return page("commerce/intake/profiles/form.html", None, 422, **values)
    return answer(None, url_for(".index"), _("The pattern has been saved."))


@bp.post("/preview")
@requires(permissions.CHANNEL_EDIT)
def create_preview():
    """The first orders of the file as the columns are chosen now."""
    form, file = ProfileForm(), file_asked()
    values = arranged(form, header_for(file, None), file)
    return page("commerce/intake/profiles/preview.html", "commerce/intake/profiles/_preview.html", **values)


@bp.delete("/<uuid:profile_id>")
@requires(permissions.CHANNEL_EDIT)
def destroy(profile_id):
    """Delete a pattern."""
    profiling.forget(find(queries.profiles(), profile_id))
    return answer(None, url_for(".index"), _("The pattern has been deleted."))

"""The keys for the registries: an administrator's page."""

from flask import Blueprint, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.masters.permissions import REGISTRY_EDIT
from app.masters.registries.forms import KeysForm
from app.masters.registries.model import SERVICES
from app.masters.registries.operations import forget_key, keep_key
from app.masters.registries.queries import keys
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("registry_keys", __name__, url_prefix="/registry-keys")
entry(
    "administration",
    "Registries of companies",
    "masters.registry_keys.edit",
    "building",
    REGISTRY_EDIT,
    position=65,
)


@bp.get("")
@requires(REGISTRY_EDIT)
def edit():
    """Which registries can be asked."""
    return page("masters/registries/keys.html", form=KeysForm(formdata=None), keys=keys())


@bp.post("")
@requires(REGISTRY_EDIT)
def update():
    """Keep what was typed."""
    form = KeysForm()
    if not form.validate():
        return page("masters/registries/keys.html", None, 422, form=form, keys=keys())
    for service in SERVICES:
        if (form[service].data or "").strip():
            keep_key(service, form[service].data.strip())
    return answer(None, url_for(".edit"), _("Saved."))


@bp.delete("/<string:service>")
@requires(REGISTRY_EDIT)
def destroy(service):
    """Throw a key away."""
    if service not in SERVICES:
        raise Missing
    forget_key(service)
    return answer(None, url_for(".edit"), _("The key has been thrown away."))

"""Connections to shops: the list, and the page of one."""

from flask import Blueprint, url_for

from app.commerce.connections import operations, queries
from app.commerce.connections.forms import GROUPS, form_for
from app.commerce.connections.needs import API, DROP, MALLS
from app.commerce.mailboxes.queries import of_all_shops
from app.commerce.permissions import CHANNEL_EDIT
from app.kernel import clock
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("connections", __name__, url_prefix="/connections")
entry("ship", "Connections to shops", "commerce.connections.index", "link", CHANNEL_EDIT, position=82)


@bp.get("/")
@requires(CHANNEL_EDIT)
def index():
    """Every shop whose mall has an interface, and the mailboxes of all shops."""
    values = {"rows": queries.with_connections(), "kept": queries.credentials(), "ending": queries.ending()}
    return page(
        "commerce/connections/index.html", None, today=clock.today(), mailboxes=of_all_shops(), **values
    )


@bp.get("/<uuid:channel_id>")
@requires(CHANNEL_EDIT)
def show(channel_id):
    """One shop: what is switched on, what was entered, whether it works."""
    return _shown(find(queries.shops(), channel_id))


@bp.post("/<uuid:channel_id>")
@requires(CHANNEL_EDIT)
def update(channel_id):
    """Save switches, settings, and secrets that were typed."""
    channel = find(queries.shops(), channel_id)
    form = form_for(channel)
    if form.validate():
        with form.absorbing():
            operations.keep_secrets(channel, API, form.secrets(API), form.expires_on.data)
            operations.keep_secrets(channel, DROP, form.secrets(DROP))
            operations.set_up(channel, form.switches, form.settings, version=form.seen_version)
    if form.errors:
        return _shown(channel, form, 422)
    return answer(None, url_for(".show", channel_id=channel.id), _("The connection has been saved."))


@bp.post("/<uuid:channel_id>/check")
@requires(CHANNEL_EDIT)
def create_check(channel_id):
    """Try it, in the background."""
    channel = find(queries.shops(), channel_id)
    operations.ask_for_check(channel)
    return answer(None, url_for(".show", channel_id=channel.id), _("The connection is being tried."))


@bp.delete("/<uuid:channel_id>/secrets")
@requires(CHANNEL_EDIT)
def destroy_secrets(channel_id):
    """Throw the secrets away."""
    channel = find(queries.shops(), channel_id)
    operations.forget_secrets(channel)
    return answer(None, url_for(".show", channel_id=channel.id), _("The credentials were thrown away."))


def _shown(channel, form=None, status=200):
    connection = queries.connection_of(channel.id) or operations.unconnected(channel)
    kept = queries.credentials()
    ends_on, entered_at = kept.get((channel.id, API), (None, None))
    values = {
        "channel": channel,
        "connection": connection,
        "form": form or form_for(channel, connection, ends_on, formdata=None),
        "mall": MALLS[channel.kind],
        "drop_fields": GROUPS["drop"],
        "ends_on": ends_on,
        "entered_at": entered_at,
        "drop_entered_at": kept.get((channel.id, DROP), (None, None))[1],
        "days_left": (ends_on - clock.today()).days if ends_on else None,
        "checking": queries.being_checked(connection),
    }
    return page("commerce/connections/show.html", None, status, **values)

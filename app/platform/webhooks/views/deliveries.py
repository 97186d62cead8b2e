"""What was sent to a webhook, and what one may ask of it: a pause, a new secret, a try, a repetition."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.webhooks import arranging, bodies
from app.platform.webhooks.queries import attempts_of, deliveries_of, webhooks
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("webhook_deliveries", __name__, url_prefix="/webhooks/<uuid:webhook_id>")
EDIT_WEBHOOKS = "platform.webhook.edit"


@bp.get("/deliveries/<uuid:delivery_id>")
@requires(EDIT_WEBHOOKS)
def show(webhook_id, delivery_id):
    """One delivery with its attempts."""
    webhook = find(webhooks(), webhook_id)
    delivery = find(deliveries_of(webhook.id), delivery_id)
    attempts = list(session.scalars(attempts_of(delivery.id)))
    template = "platform/webhooks/deliveries/show.html"
    return page(template, webhook=webhook, delivery=delivery, attempts=attempts, body=_readable(delivery))


def _readable(delivery):
    """The body, for a reader who may see what it is about."""
    own = delivery.event == arranging.PING
    may = own or bodies.data_of(delivery.event, delivery.subject_id, delivery.facts) is not None
    return delivery.body if may else ""


@bp.post("/deliveries/<uuid:delivery_id>/repetitions")
@requires(EDIT_WEBHOOKS)
def create_repetition(webhook_id, delivery_id):
    """Send it once more."""
    delivery = find(deliveries_of(find(webhooks(), webhook_id).id), delivery_id)
    arranging.repeat(delivery)
    return _back(webhook_id, _("It is sent once more."))


@bp.post("/pings")
@requires(EDIT_WEBHOOKS)
def create_ping(webhook_id):
    """Send something to try it out."""
    arranging.ping(find(webhooks(), webhook_id))
    return _back(webhook_id, _("A trial is on its way. Reload the page to see how it was met."))


@bp.post("/pause")
@requires(EDIT_WEBHOOKS)
def create_pause(webhook_id):
    """Tell it nothing for now."""
    arranging.pause(find(webhooks(), webhook_id), by=context.actor())
    return _back(webhook_id, _("Nothing is sent until you let it go on."))


@bp.delete("/pause")
@requires(EDIT_WEBHOOKS)
def destroy_pause(webhook_id):
    """Let it go on."""
    arranging.go_on(find(webhooks(), webhook_id), by=context.actor())
    return _back(webhook_id, _("It is told of what happens from now on."))


@bp.post("/secret")
@requires(EDIT_WEBHOOKS)
def create_secret(webhook_id):
    """A new secret, on this answer and never again."""
    webhook = find(webhooks(), webhook_id)
    secret = arranging.renew_secret(webhook, by=context.actor())
    return page("platform/webhooks/deliveries/secret.html", webhook=webhook, secret=secret)


def _back(webhook_id, message):
    return answer(None, url_for("platform.webhooks.show", webhook_id=webhook_id), message)

"""Webhook: where programs are told what happens."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.webhooks import arranging, bodies
from app.platform.webhooks.forms import WebhookForm
from app.platform.webhooks.model import WebhookDelivery
from app.platform.webhooks.queries import deliveries_of, webhooks
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("webhooks", __name__, url_prefix="/webhooks")
EDIT_WEBHOOKS = "platform.webhook.edit"
entry("administration", "Webhooks", "platform.webhooks.index", "send", EDIT_WEBHOOKS, position=65)


@bp.get("/")
@requires(EDIT_WEBHOOKS)
def index():
    """All webhooks."""
    return page("platform/webhooks/webhooks/index.html", webhooks=list(session.scalars(webhooks())))


@bp.get("/new")
@requires(EDIT_WEBHOOKS)
def new():
    """An empty form."""
    return page("platform/webhooks/webhooks/new.html", form=WebhookForm(formdata=None).offer())


@bp.post("/")
@requires(EDIT_WEBHOOKS)
def create():
    """Add it; its secret is on this answer and never again."""
    form = WebhookForm().offer()
    if form.validate():
        with form.absorbing():
            made, secret = arranging.add(form.name.data, form.url.data, form.events.data, by=context.actor())
    if form.errors:
        return page(
            "platform/webhooks/webhooks/new.html", "platform/webhooks/webhooks/_form.html", 422, form=form
        )
    return _shown(made, secret=secret)


@bp.get("/<uuid:webhook_id>")
@requires(EDIT_WEBHOOKS)
def show(webhook_id):
    """Where it goes, what it is told, how that went."""
    return _shown(find(webhooks(), webhook_id))


def _shown(webhook, form=None, status=200, secret=None):
    kept = {"name": webhook.name, "url": webhook.url, "events": webhook.events, "version": webhook.version}
    deliveries = paged(
        deliveries_of(webhook.id),
        WebhookDelivery.created_at,
        WebhookDelivery.id,
        descending=True,
        token=request.args.get("page"),
        size=25,
    )
    return page(
        "platform/webhooks/webhooks/show.html",
        "platform/webhooks/webhooks/_deliveries.html"
        if form is None
        else "platform/webhooks/webhooks/_form.html",
        status,
        webhook=webhook,
        owner=bodies.owner_of(webhook),
        form=form or WebhookForm(formdata=None, data=kept).offer(),
        deliveries=deliveries,
        secret=secret,
    )


@bp.post("/<uuid:webhook_id>")
@requires(EDIT_WEBHOOKS)
def update(webhook_id):
    """Save."""
    webhook, form = find(webhooks(), webhook_id), WebhookForm().offer()
    if form.validate():
        typed = {"name": form.name.data, "url": form.url.data, "events": form.events.data}
        with form.absorbing():
            arranging.change(webhook, version=form.seen_version, by=context.actor(), **typed)
    if form.errors:
        return _shown(webhook, form, 422)
    return answer(None, url_for(".show", webhook_id=webhook.id), _("Saved."))


@bp.delete("/<uuid:webhook_id>")
@requires(EDIT_WEBHOOKS)
def destroy(webhook_id):
    """Take it away."""
    arranging.remove(find(webhooks(), webhook_id), by=context.actor())
    return answer(None, url_for(".index"), _("The webhook has been removed."))

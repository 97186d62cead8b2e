"""Webhooks, their deliveries, and who is to be told."""

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import outermost, session
from app.platform.webhooks.model import Webhook, WebhookAttempt, WebhookDelivery

_withheld = []


def webhooks():
    """Select of all webhooks, by name."""
    return select(Webhook).order_by(Webhook.name, Webhook.id)


def withhold(clause):
    """Decorator: `f() -> clause` of the deliveries that the present actor may know of, where packages above know."""
    if clause not in _withheld:
        _withheld.append(clause)
    return clause


def deliveries_of(webhook_id):
    """Select of a webhook's deliveries that the present actor may know of, for `paging.paged`."""
    within = [clause() for clause in _withheld]
    return select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id, *within)


def attempts_of(delivery_id):
    """Select of the attempts of a delivery, the newest first."""
    newest = (WebhookAttempt.number.desc(), WebhookAttempt.id)
    return select(WebhookAttempt).where(WebhookAttempt.delivery_id == delivery_id).order_by(*newest)


def listening_to(event):
    """Ids of the active webhooks that want the event; asked once in a transaction, however much happens in it."""
    outer, tenant_id = outermost(), context.tenant_id()
    kept = outer.info.get("webhooks")
    if kept is None or kept[0] is not outer.get_transaction() or kept[1] != tenant_id:
        rows = session.execute(select(Webhook.id, Webhook.events).where(Webhook.state == "active")).all()
        kept = outer.info["webhooks"] = (outer.get_transaction(), tenant_id, rows)
    return [row.id for row in kept[2] if event in row.events]


def forget():
    """Ask again: a webhook was added or changed in this transaction."""
    outermost().info.pop("webhooks", None)

"""Adding, changing and ending webhooks; asking for deliveries."""

import base64
import secrets

from app.kernel import clock
from app.kernel.db import session
from app.kernel.encrypting import encrypted
from app.kernel.errors import Conflict, Rejected
from app.platform import jobs
from app.platform.audit import changes_of, record
from app.platform.webhooks import bodies, queries
from app.platform.webhooks.model import Webhook, WebhookDelivery
from app.platform.webhooks.sending import check_address

PING = "ping"


def add(name, url, events, *, by):
    """A webhook owned by the Actor `by`, and its secret, which is shown once: `(Webhook, secret)`. Raises Rejected."""
    _check(name, url, events)
    webhook = Webhook(name=name.strip(), url=url.strip(), events=sorted(events), owner_id=by.id)
    secret = _give_secret(webhook)
    session.add(webhook)
    session.flush()  # the audit line names it
    queries.forget()
    record("webhook.added", webhook, by=by, url=webhook.url)
    return webhook, secret


def change(webhook, *, version, name, url, events, by):
    """Change what it is called, where it goes and what it is told. Raises Conflict or Rejected."""
    if webhook.version != version:
        raise Conflict("Somebody else has changed this in the meantime. Look at it again, then save.")
    _check(name, url, events)
    webhook.name, webhook.url, webhook.events = name.strip(), url.strip(), sorted(events)
    changes = changes_of(webhook)
    webhook.version += 1
    queries.forget()
    record("webhook.changed", webhook, by=by, changes=changes)


def renew_secret(webhook, *, by):
    """A new secret, in force at once; returns it."""
    secret = _give_secret(webhook)
    record("webhook.secret_renewed", webhook, by=by)
    return secret


def pause(webhook, *, by):
    """Tell it nothing any more until it is let go on."""
    _move(webhook, "paused", by)


def go_on(webhook, *, by):
    """Tell it of what happens from now on; earlier failures are forgotten."""
    webhook.failures, webhook.failing_since, webhook.reason = 0, None, ""
    _move(webhook, "active", by)


def _move(webhook, state, by):
    if webhook.state == state:
        return
    before, webhook.state = webhook.state, state
    webhook.version += 1
    queries.forget()
    record("webhook.changed", webhook, by=by, changes={"state": [before, state]})


def remove(webhook, *, by):
    """Take it away with its deliveries; the audit trail keeps that it was there."""
    record("webhook.removed", webhook, by=by, url=webhook.url)
    session.delete(webhook)
    queries.forget()


def tell(event, subject_id, facts):
    """Put a delivery on its way to everybody who wants the event. Costs one statement in a transaction."""
    for webhook_id in queries.listening_to(event):
        _deliver(WebhookDelivery(webhook_id=webhook_id, event=event, subject_id=subject_id, facts=facts))


def ping(webhook):
    """Send something to try it out."""
    return _deliver(WebhookDelivery(webhook_id=webhook.id, event=PING, facts={}))


def repeat(delivery):
    """Send a delivery once more, as a new one with the same body."""
    again = WebhookDelivery(
        webhook_id=delivery.webhook_id,
        event=delivery.event,
        subject_id=delivery.subject_id,
        facts=delivery.facts,
        body=delivery.body,
        replay_of_id=delivery.replay_of_id or delivery.id,
    )
    return _deliver(again)


def _deliver(delivery):
    delivery.created_at = delivery.next_at = clock.now()
    session.add(delivery)
    jobs.after_commit("platform.webhooks.deliver", subject_id=delivery.id, delivery_id=delivery.id)
    return delivery


def _give_secret(webhook):
    """`whsec_` and base64 of 32 bytes, as Standard Webhooks writes it."""
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    webhook.secret = encrypted(secret, of=f"webhooks.secret|{webhook.id}")
    return secret


def _check(name, url, events):
    if not name.strip():
        raise Rejected("Enter a name.", "name")
    check_address(url.strip())
    if not events or set(events) - bodies.events().keys():
        raise Rejected("Choose what it shall be told of.", "events")

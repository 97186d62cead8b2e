"""From a row to the receiver: signed, tried again by class of failure for a day, then given up."""

import base64
import hashlib
import hmac
from datetime import timedelta

import orjson
from sqlalchemy import delete, update

from app.kernel import context
from app.kernel.clock import now
from app.kernel.context import acting_as
from app.kernel.db import session
from app.kernel.encrypting import decrypted
from app.platform import jobs
from app.platform.audit import record
from app.platform.notifications import notify
from app.platform.webhooks import bodies
from app.platform.webhooks.arranging import PING
from app.platform.webhooks.model import Webhook, WebhookAttempt, WebhookDelivery
from app.platform.webhooks.sending import send

PAUSES = (30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800)
"""Seconds before each further attempt: 24 hours in all."""
LONGEST_WISH = 6 * 3600
GIVEN_UP_AFTER = timedelta(hours=24)
DISABLED_AFTER = 10
"""Deliveries given up in a row, after which a webhook is stopped."""
KEPT = timedelta(days=30)
PASSING = {408, 425, 429}


def deliver(delivery_id):
    """Make one attempt at a delivery that is still pending, note it, and settle what comes next."""
    delivery = session.get(WebhookDelivery, (context.tenant_id(), delivery_id))
    if delivery is None or delivery.state != "pending":
        return
    webhook = session.get(Webhook, (context.tenant_id(), delivery.webhook_id))
    owner = bodies.owner_of(webhook)
    if webhook.state != "active" and delivery.event != PING:
        _finish(delivery, "failed")
    elif owner is None:
        _finish(delivery, "withheld")
        _disable(webhook, "owner_gone")
    elif not _filled(delivery, owner):
        _finish(delivery, "withheld")
    else:
        _settle(webhook, delivery, _attempt(webhook, delivery))
    _forget_old(webhook)


def _filled(delivery, owner):
    """Whether the owner may (still) see what it is about; the body is made once and never changes."""
    with acting_as(owner):
        data = (
            "{}"
            if delivery.event == PING
            else bodies.data_of(delivery.event, delivery.subject_id, delivery.facts)
        )
    if data is None:
        return False
    if not delivery.body:
        told = {
            "id": str(delivery.replay_of_id or delivery.id),
            "event": delivery.event,
            "created_at": delivery.created_at.isoformat(),
            "data": orjson.Fragment(data),
        }
        delivery.body = orjson.dumps(told).decode()
    return True


def _attempt(webhook, delivery):
    headers = signed(decrypted(webhook.secret, of=f"webhooks.secret|{webhook.id}"), delivery, now())
    delivery.attempts += 1
    outcome = send(webhook.url, delivery.body.encode(), headers)
    session.add(
        WebhookAttempt(
            delivery_id=delivery.id,
            number=delivery.attempts,
            at=now(),
            milliseconds=outcome.milliseconds,
            status=outcome.status,
            request_headers=headers,
            response_headers=outcome.headers,
            response_excerpt=outcome.excerpt,
            error=outcome.error,
        )
    )
    return outcome


def signed(secret, delivery, moment):
    """Headers of an attempt, signed as Standard Webhooks 1.0 says: HMAC-SHA256 over `id.timestamp.body`."""
    stamp = str(int(moment.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{delivery.id}.{stamp}.{delivery.body}".encode()
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Choba-Webhooks/1",
        "Choba-Event": delivery.event,
        "Webhook-Id": str(delivery.id),
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": f"v1,{signature}",
    }


def _settle(webhook, delivery, outcome):
    pause = _pause(delivery, outcome)
    if outcome.status is not None and 200 <= outcome.status < 300:
        _finish(delivery, "delivered")
        if webhook.failures:
            webhook.failures, webhook.failing_since = 0, None
    elif pause is not None:
        delivery.next_at = now() + pause
        again = {"subject_id": delivery.id, "delivery_id": delivery.id}
        jobs.at(delivery.next_at, "platform.webhooks.deliver", **again)
    else:
        _finish(delivery, "failed")
        if outcome.status == 410:
            _disable(webhook, "gone")
        elif delivery.event != PING:
            _count_failure(webhook)


def _pause(delivery, outcome):
    """How long to wait before the next attempt, or None to give up.

    What may pass (no connection, too slow, 5xx, 408, 425, 429) is tried again; a redirection, any other 4xx and an
    address that must not be called are not. Who sends Retry-After is obeyed within reason.
    """
    status = outcome.status
    passing = not outcome.refused and (status is None or status >= 500 or status in PASSING)
    if not passing or delivery.attempts > len(PAUSES) or delivery.event == PING:
        return None
    seconds = PAUSES[delivery.attempts - 1]
    wish = next((v for k, v in outcome.headers.items() if k.lower() == "retry-after"), "")
    if status in (429, 503) and wish.isdigit() and len(wish) < 8:
        seconds = min(max(seconds, int(wish)), LONGEST_WISH)
    late = now() + timedelta(seconds=seconds) > delivery.created_at + GIVEN_UP_AFTER
    return None if late else timedelta(seconds=seconds)


def _finish(delivery, state):
    delivery.state, delivery.finished_at, delivery.next_at = state, now(), None


def _count_failure(webhook):
    """Count in the database: several workers may give up at once."""
    session.flush()  # the attempt belongs before the lock
    failing = {"failures": Webhook.failures + 1, "failing_since": webhook.failing_since or now()}
    session.execute(update(Webhook).where(Webhook.id == webhook.id).values(**failing))
    session.refresh(webhook)
    if webhook.failures >= DISABLED_AFTER:
        _disable(webhook, "failures")


def _disable(webhook, reason):
    if webhook.state != "active":
        return
    webhook.state, webhook.reason = "disabled", reason
    webhook.version += 1
    record("webhook.disabled", webhook, reason=reason)
    message = "The webhook “%(name)s” was stopped. Look at its deliveries, then let it go on."
    notify(
        [webhook.owner_id],
        "webhook.disabled",
        message,
        f"/webhooks/{webhook.id}",
        subject_id=webhook.id,
        name=webhook.name,
    )


def _forget_old(webhook):
    old = WebhookDelivery.created_at < now() - KEPT
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id, old))

"""Webhooks: who is told what, signed, tried again, given up, and never anything inside or hidden."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.access.roles.model import Role
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Permanent
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.notifications.model import Notification
from app.platform.webhooks import arranging, delivering, sending
from app.platform.webhooks.model import Webhook, WebhookAttempt, WebhookDelivery
from app.records.kit import keeping
from tests.peers.webhook_receiver import Receiver

EVENTS = ["product.created", "product.changed", "product.archived", "product.restored"]


@pytest.fixture
def receiver():
    peer = Receiver()
    yield peer
    peer.close()


@pytest.fixture
def hook(receiver, inside, cast):
    """`hook(events, by)` adds a webhook to the receiver and tells it the secret; returns its id."""

    def added(events=EVENTS, by=None, url=None):
        with inside(by or cast.system_admin) as who:
            made, receiver.secret = arranging.add("倉庫", url or receiver.url, events, by=who)
            return made.id

    return added


@pytest.fixture
def bolt(inside, cast):
    """`bolt(code)`: a product entered by the master administrator; returns its id."""

    def entered(code="A-1"):
        with inside(cast.master_admin):
            values = {"code": code, "name": "六角ボルト", "tax_code": "10", "unit": "個", "price": 120}
            return keeping.enter(PRODUCT, values).id

    return entered


@pytest.fixture
def rows(inside, cast):
    """`rows(model)`: all rows of yamada, oldest first."""

    def found(model):
        with inside(cast.system_admin):
            return list(session.scalars(select(model).order_by(model.id)))

    return found


def later(monkeypatch, **delta):
    """Jobs that are due only later run as if it were then; signatures keep the true time."""
    moment = clock.now() + timedelta(**delta)
    for module in ("jobs.running", "jobs.sweeping"):
        monkeypatch.setattr(f"app.platform.{module}.now", lambda: moment)


def test_a_receiver_is_told_of_each_event_signed(receiver, hook, bolt, run_jobs, inside, cast):
    hook()
    row_id = bolt()
    with inside(cast.master_admin):
        row = session.get(Product, (cast.buyer.tenant_id, row_id))
        keeping.change(PRODUCT, row, {"name": "座金"}, version=1)
        keeping.archive(PRODUCT, row)
        keeping.restore(PRODUCT, row)
    run_jobs()
    assert receiver.refused == []
    told = {body["event"]: body["data"] for _headers, body, _path in receiver.taken}
    assert sorted(told) == sorted(EVENTS)
    assert (told["product.changed"]["changed"], told["product.changed"]["record"]["name"]) == (
        ["name"],
        "座金",
    )
    assert told["product.created"]["record"]["id"] == str(row_id)
    assert receiver.taken[0][2] == "/hooks?from=choba"


def test_what_was_not_asked_for_is_not_sent(receiver, hook, bolt, run_jobs, rows):
    hook(["product.archived"])
    bolt()
    run_jobs()
    assert (receiver.taken, rows(WebhookDelivery)) == ([], [])


def test_a_refused_change_tells_nobody(hook, rows, inside, cast, bolt):
    hook()
    bolt()
    with inside(cast.master_admin):
        point = session.begin_nested()
        keeping.enter(PRODUCT, {"code": "B", "name": "x", "tax_code": "10", "unit": "個"})
        point.rollback()
    assert [one.event for one in rows(WebhookDelivery)] == ["product.created"]


def test_another_tenant_is_not_told(receiver, hook, run_jobs, inside, cast):
    hook()
    with inside(cast.foreign.master_admin):
        keeping.enter(PRODUCT, {"code": "A", "name": "他社品", "tax_code": "10", "unit": "個"})
    run_jobs()
    assert receiver.taken == []


def test_nothing_leaves_that_the_owner_may_not_see(receiver, hook, bolt, run_jobs, rows, cast):
    hook(by=cast.nobody)
    bolt()
    run_jobs()
    assert receiver.taken == []
    assert [(one.state, one.body) for one in rows(WebhookDelivery)] == [("withheld", "")]


@pytest.mark.parametrize("step", [500, 503, 429, 408, "cut"])
def test_what_may_pass_is_tried_again_with_the_same_body(
    receiver, hook, bolt, run_jobs, rows, monkeypatch, step
):
    receiver.plan = [step]
    hook()
    bolt()
    run_jobs()
    [one] = rows(WebhookDelivery)
    assert (one.state, one.attempts) == ("pending", 1)
    assert timedelta(seconds=20) < one.next_at - clock.now() <= timedelta(seconds=30)
    later(monkeypatch, minutes=1)
    run_jobs()
    [one] = rows(WebhookDelivery)
    assert (one.state, one.attempts) == ("delivered", 2)
    bodies = [body for _headers, body, _path in receiver.taken]
    assert bodies[0] == bodies[1]
    assert receiver.taken[0][0]["webhook-id"] == receiver.taken[1][0]["webhook-id"]


def test_a_wish_to_wait_is_obeyed(receiver, hook, bolt, run_jobs, rows):
    receiver.plan, receiver.headers = [503], {"Retry-After": "900"}
    hook()
    bolt()
    run_jobs()
    assert rows(WebhookDelivery)[0].next_at - clock.now() > timedelta(minutes=14)


@pytest.mark.parametrize("step", [301, 302, 307, 400, 404, 422])
def test_what_will_not_pass_is_given_up_and_nothing_is_followed(receiver, hook, bolt, run_jobs, rows, step):
    receiver.plan, receiver.headers = [step], {"Location": receiver.url}
    hook()
    bolt()
    run_jobs()
    assert [(one.state, one.attempts) for one in rows(WebhookDelivery)] == [("failed", 1)]
    assert len(receiver.taken) == 1
    [attempt] = rows(WebhookAttempt)
    assert (attempt.status, attempt.response_excerpt) == (step, "said the receiver")


@pytest.mark.parametrize("step", ["slow", "drip"])
def test_nobody_is_waited_for_long(receiver, hook, bolt, run_jobs, rows, monkeypatch, step):
    monkeypatch.setattr(sending, "WHOLE", 0.5)
    receiver.plan = [step]
    hook()
    bolt()
    run_jobs()
    [attempt] = rows(WebhookAttempt)
    assert (attempt.status, attempt.milliseconds < 2500) == (None, True)
    assert rows(WebhookDelivery)[0].state == "pending"


def test_a_day_of_failures_ends_it(receiver, hook, bolt, run_jobs, rows, monkeypatch):
    receiver.plan = [500] * 40
    hook()
    bolt()
    for _attempt in range(12):
        later(monkeypatch, days=2)
        run_jobs()
    [one] = rows(WebhookDelivery)
    assert (one.state, one.attempts) == ("failed", len(delivering.PAUSES) + 1)
    assert sum(delivering.PAUSES) <= 24 * 3600


def test_ten_lost_deliveries_stop_it_and_tell_its_owner(receiver, hook, bolt, run_jobs, rows):
    receiver.plan = [400] * 10
    hook()
    for number in range(10):
        bolt(f"A-{number}")
    run_jobs()
    [webhook] = rows(Webhook)
    assert (webhook.state, webhook.reason, webhook.failures) == ("disabled", "failures", 10)
    assert [(one.kind, one.user_id) for one in rows(Notification)] == [("webhook.disabled", webhook.owner_id)]
    bolt("B")
    run_jobs()
    assert len(receiver.taken) == 10


def test_who_is_gone_is_stopped_at_once(receiver, hook, bolt, run_jobs, rows):
    receiver.plan = [410]
    hook()
    bolt()
    run_jobs()
    assert [(one.state, one.reason) for one in rows(Webhook)] == [("disabled", "gone")]


def test_a_success_forgets_failures(receiver, hook, bolt, run_jobs, rows):
    receiver.plan = [400, 204]
    hook()
    bolt("A")
    bolt("B")
    run_jobs()
    assert [(one.failures, one.failing_since) for one in rows(Webhook)] == [(0, None)]


def test_a_delivery_is_sent_once_more_with_the_same_words(receiver, hook, bolt, run_jobs, rows, inside, cast):
    hook()
    bolt()
    run_jobs()
    with inside(cast.system_admin):
        arranging.repeat(session.scalars(select(WebhookDelivery)).one())
    run_jobs()
    assert [one.state for one in rows(WebhookDelivery)] == ["delivered", "delivered"]
    assert receiver.taken[0][1] == receiver.taken[1][1]
    assert receiver.refused == []


def test_a_new_secret_signs_from_then_on(receiver, hook, run_jobs, inside, cast):
    webhook_id = hook()
    with inside(cast.system_admin) as by:
        receiver.secret = arranging.renew_secret(
            session.get(Webhook, (cast.buyer.tenant_id, webhook_id)), by=by
        )
        arranging.ping(session.get(Webhook, (cast.buyer.tenant_id, webhook_id)))
    run_jobs()
    assert [body["event"] for _headers, body, _path in receiver.taken] == ["ping"]


def test_the_secret_is_kept_encrypted_and_bound_to_its_row(hook, receiver, rows, inside, cast):
    from app.kernel.encrypting import decrypted

    hook()
    [webhook] = rows(Webhook)
    assert receiver.secret not in webhook.secret
    with inside(cast.system_admin):
        assert decrypted(webhook.secret, of=f"webhooks.secret|{webhook.id}") == receiver.secret
        with pytest.raises(Permanent):
            decrypted(webhook.secret, of="webhooks.secret|another")
    with inside(cast.foreign.system_admin), pytest.raises(Permanent):
        decrypted(webhook.secret, of=f"webhooks.secret|{webhook.id}")


def test_an_import_is_told_once_with_its_counts(receiver, hook, run_jobs, inside, cast):
    from io import BytesIO

    from app.records.imports import operations

    hook(["product.imported", "product.created"])
    with inside(cast.master_admin):
        made = operations.upload(
            PRODUCT, BytesIO("品目コード,品名\nA-1,座金\nA-2,ボルト\n".encode()), "品目.csv"
        )
        import_id = made.id
        operations.start(PRODUCT, made)
    run_jobs()
    [(_headers, body, _path)] = receiver.taken
    counts = {"created": 2, "updated": 0, "unchanged": 0, "refused": 0}
    assert body["event"] == "product.imported"
    assert body["data"]["import"] == {"id": str(import_id), "file": "品目.csv", "counts": counts}


def test_a_reader_without_the_permission_does_not_see_what_was_sent(
    receiver, hook, bolt, run_jobs, client, cast, rows
):
    hook(by=cast.buyer)
    bolt()
    run_jobs()
    [webhook], [delivery] = rows(Webhook), rows(WebhookDelivery)
    page = client(cast.system_admin)
    address = f"/yamada/webhooks/{webhook.id}/deliveries/{delivery.id}"
    assert "六角ボルト" in page.get(address).get_data(as_text=True)
    _take_from(cast, "system_admin", "masters.product.view")
    assert "六角ボルト" not in page.get(address).get_data(as_text=True)


def _take_from(cast, role, permission):
    with cast.inside(cast.system_admin):
        found = session.scalars(select(Role).where(Role.code == role)).one()
        found.permissions = [one for one in found.permissions if one != permission]

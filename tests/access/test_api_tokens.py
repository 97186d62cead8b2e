"""The screens around programs: tokens made, shown once and ended; the documentation; webhooks."""

import re

import pytest
from sqlalchemy import select

from app.access.api_tokens.model import ApiToken
from app.kernel.db import session
from app.platform.audit.model import AuditEntry
from app.platform.webhooks.model import Webhook, WebhookDelivery
from tests.peers.webhook_receiver import Receiver

TOKEN = re.compile(r"choba_[0-9a-f]{10}_[\w-]{43}")
TOKENS = "/yamada/api-tokens/"
WHAT = {"name": "在庫システム", "lifetime": "30", "scopes": ["product:read", "product:write"]}


def text_of(answer):
    return answer.get_data(as_text=True)


def test_a_token_is_made_shown_once_and_lets_a_program_in(client, cast, inside):
    page = client(cast.buyer)
    made = page.post_form(TOKENS, WHAT)
    assert made.status_code == 200
    [token] = set(TOKEN.findall(text_of(made)))
    assert "在庫システム" in text_of(made)
    assert TOKEN.findall(text_of(page.get(TOKENS))) == []
    answer = page.get("/yamada/api/v1/products", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    with inside(cast.buyer):
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "api_token.issued")).one()
        assert entry.details["scopes"] == "product:read, product:write"
        assert token.split("_", 2)[2] not in str(entry.details)


@pytest.mark.parametrize(
    "typed, said",
    [
        ({**WHAT, "name": ""}, "用途を入力してください。"),
        ({**WHAT, "scopes": []}, "許可する操作を選んでください。"),
    ],
)
def test_a_token_for_nothing_is_refused(client, cast, inside, typed, said):
    answer = client(cast.buyer).post_form(TOKENS, typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    with inside(cast.buyer):
        assert session.scalars(select(ApiToken)).all() == []


def test_what_one_may_not_do_is_not_offered_to_a_program(client, cast):
    answer = client(cast.requester).get(TOKENS)
    assert "product:read" in text_of(answer)
    assert "product:write" not in text_of(answer)


def test_a_token_is_ended_by_its_owner_and_by_an_administrator_only(client, cast, inside):
    client(cast.buyer).post_form(TOKENS, WHAT)
    with inside(cast.buyer):
        token_id = session.scalars(select(ApiToken.id)).one()
    gone = client(cast.requester).post_form(f"{TOKENS}{token_id}?_method=DELETE", form_page=TOKENS)
    assert gone.status_code == 404
    everybody = client(cast.system_admin)
    assert "在庫システム" in text_of(everybody.get(f"{TOKENS}everybody"))
    ended = everybody.post_form(f"{TOKENS}{token_id}?_method=DELETE", form_page=f"{TOKENS}everybody")
    assert ended.status_code == 303
    with inside(cast.buyer):
        assert session.scalars(select(ApiToken.revoked_at)).one() is not None
    assert "失効済み" in text_of(client(cast.buyer).get(TOKENS))


def test_the_documentation_shows_each_resource_and_makes_a_token_to_try(client, cast):
    page = client(cast.buyer)
    assert "Idempotency-Key" in text_of(page.get("/yamada/api/docs/"))
    shown = text_of(page.get("/yamada/api/docs/products"))
    assert "category_id" not in shown
    assert "updated_since" in shown
    assert page.get("/yamada/api/docs/nothing").status_code == 404
    made = page.post_form(
        "/yamada/api/docs/trial-tokens", {"resource": "products"}, form_page="/yamada/api/docs/products"
    )
    [token] = set(TOKEN.findall(text_of(made)))
    ask = {"Authorization": f"Bearer {token}"}
    assert page.get("/yamada/api/v1/products", headers=ask).status_code == 200
    assert page.post("/yamada/api/v1/products", headers=ask, json={}).status_code == 403


@pytest.fixture
def receiver():
    peer = Receiver()
    yield peer
    peer.close()


def test_a_webhook_is_added_tried_paused_and_removed(client, cast, inside, receiver, run_jobs):
    page, at = client(cast.system_admin), "/yamada/webhooks"
    typed = {"name": "倉庫", "url": receiver.url, "events": ["product.created"]}
    made = page.post_form(f"{at}/", typed, form_page=f"{at}/new")
    [receiver.secret] = re.findall(r"whsec_[\w+/=]+", text_of(made))
    with inside(cast.system_admin):
        webhook_id = session.scalars(select(Webhook.id)).one()
    one = f"{at}/{webhook_id}"
    assert "whsec_" not in text_of(page.get(one))
    assert page.post_form(f"{one}/pings", form_page=one).status_code == 303
    run_jobs()
    assert [body["event"] for _headers, body, _path in receiver.taken] == ["ping"]
    with inside(cast.system_admin):
        delivery_id = session.scalars(select(WebhookDelivery.id)).one()
    assert "204" in text_of(page.get(f"{one}/deliveries/{delivery_id}"))
    again = page.post_form(f"{one}/deliveries/{delivery_id}/repetitions", form_page=one)
    assert again.status_code == 303
    page.post_form(f"{one}/pause", form_page=one)
    assert "一時停止" in text_of(page.get(one))
    page.post_form(f"{one}/pause?_method=DELETE", form_page=one)
    renewed = page.post_form(f"{one}/secret", form_page=one)
    assert re.findall(r"whsec_[\w+/=]+", text_of(renewed)) != [receiver.secret]
    stale = page.post_form(one, {**typed, "version": "1"}, form_page=one)
    assert stale.status_code == 409
    saved = page.post_form(one, {**typed, "name": "新倉庫", "version": "3"}, form_page=one)
    assert saved.status_code == 303
    page.post_form(f"{one}?_method=DELETE", form_page=one)
    assert page.get(one).status_code == 404
    with inside(cast.system_admin):
        verbs = session.scalars(select(AuditEntry.verb).where(AuditEntry.verb.startswith("webhook."))).all()
    assert sorted(set(verbs)) == [
        "webhook.added",
        "webhook.changed",
        "webhook.removed",
        "webhook.secret_renewed",
    ]


def test_a_webhook_that_leads_inside_is_refused_beside_its_field(client, cast, inside):
    typed = {"name": "倉庫", "url": "http://169.254.169.254/", "events": ["product.created"]}
    answer = client(cast.system_admin).post_form("/yamada/webhooks/", typed, form_page="/yamada/webhooks/new")
    assert answer.status_code == 422
    assert "https:// で始まるURLを入力してください。" in text_of(answer)
    with inside(cast.system_admin):
        assert session.scalars(select(Webhook)).all() == []

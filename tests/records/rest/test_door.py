"""Who comes in: a token and nothing else, its scopes, its tenant, its time, its rate."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.access.api_tokens.issuing import issue, revoke
from app.access.api_tokens.model import ApiToken
from app.access.users.managing import disable
from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry


def refused(answer):
    assert answer.mimetype == "application/problem+json"
    return answer.status_code, answer.get_json()["code"]


def test_without_a_token_nobody_comes_in_not_even_with_a_session(program, client, cast):
    answer = client(cast.master_admin).get("/yamada/api/v1/products")
    assert refused(answer) == (401, "token_missing")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Choba"'
    answer = client(cast.master_admin).post("/yamada/api/v1/products", json={})
    assert refused(answer) == (401, "token_missing")


@pytest.mark.parametrize("text", ["", "x", "choba_0123456789_" + "a" * 43, "choba_é", "Bearer"])
def test_a_made_up_token_is_refused(program, cast, text):
    ask = program(None)
    assert (
        refused(ask("GET", "/products", Authorization=f"Bearer {text}".encode().decode("latin-1")))[0] == 401
    )


def test_a_token_opens_its_own_tenant_only(program, cast, token_of):
    ask = program(cast.buyer)
    ask.base = "/foreign/api/v1"
    assert refused(ask("GET", "/products")) == (401, "token_invalid")
    ask.base = "/nowhere/api/v1"
    assert refused(ask("GET", "/products")) == (404, "not_found")


def test_a_record_of_another_tenant_is_not_there(program, cast, enter):
    from app.masters.products.record import PRODUCT

    theirs = enter(PRODUCT, "A", "他社品", by=cast.foreign.master_admin, tax_code="10")
    assert refused(program(cast.buyer)("GET", f"/products/{theirs.id}")) == (404, "not_found")


def test_scopes_narrow_what_the_owner_may(program, cast):
    reading = program(cast.buyer, "product:read")
    assert reading("GET", "/products").status_code == 200
    assert refused(reading("POST", "/products", {})) == (403, "forbidden")
    assert refused(reading("GET", "/partners")) == (403, "forbidden")
    assert reading("GET", "/partners").get_json()["permission"] == "partner:read"


def test_nobody_gives_more_than_they_may(inside, cast):
    with inside(cast.requester) as me, pytest.raises(Rejected, match="許可する操作"):
        issue("試験", ["product:write"], timedelta(days=1), by=me)


def test_a_token_never_outlives_its_owners_permission(program, cast, inside):
    ask = program(cast.buyer, "product:read")
    with inside(cast.system_admin) as by:
        from app.access.roles.model import Role

        role = session.scalars(select(Role).where(Role.code == "buyer")).one()
        role.permissions = [one for one in role.permissions if one != "masters.product.view"]
    assert refused(ask("GET", "/products")) == (403, "forbidden")
    with inside(cast.system_admin) as by:
        disable(session.scalars(select(User).where(User.id == cast.buyer.user_id)).one(), by=by)
    assert refused(ask("GET", "/products")) == (401, "token_invalid")


def test_a_program_deletes_as_far_as_its_owner_may(program, cast, inside, product):
    rows, ask = [product("A", "平座金"), product("B", "板")], program(cast.buyer, "product:write")
    assert ask("DELETE", f"/products/{rows[0].id}", If_Match='"1"').status_code == 200
    with inside(cast.system_admin):
        from app.access.roles.model import Role

        role = session.scalars(select(Role).where(Role.code == "buyer")).one()
        kept = [one for one in role.permissions if one != "masters.product.delete"]
        role.permissions = [*kept, "-masters.product.delete"]
    assert refused(ask("DELETE", f"/products/{rows[1].id}", If_Match='"1"')) == (403, "forbidden")
    assert ask("PATCH", f"/products/{rows[1].id}", {"maker": "神田"}, If_Match='"1"').status_code == 200


def test_a_token_ends_when_it_is_revoked_and_when_its_time_is_over(program, cast, inside, monkeypatch):
    ask, other = program(cast.buyer), program(cast.buyer)
    with inside(cast.buyer) as me:
        prefix = ask.token.split("_")[1]
        revoke(session.scalars(select(ApiToken).where(ApiToken.prefix == prefix)).one(), by=me)
    assert refused(ask("GET", "/products")) == (401, "token_revoked")
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr("app.access.api_tokens.issuing.now", lambda: later)
    assert refused(other("GET", "/products")) == (401, "token_expired")


def test_only_a_hash_is_kept_and_the_use_is_noted(program, cast, inside):
    ask = program(cast.buyer)
    assert ask("GET", "/products").status_code == 200
    with inside(cast.buyer):
        token = session.scalars(select(ApiToken)).one()
        assert ask.token.split("_", 2)[2] not in str(vars(token))
        assert token.last_used_at is not None


def test_the_trail_names_the_token(program, cast, inside):
    made = program(cast.master_admin)("POST", "/categories", {"code": "S", "name": "ねじ"})
    assert made.status_code == 201, made.get_json()
    with inside(cast.buyer):
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "category.created")).one()
        assert entry.actor_id == cast.master_admin.user_id
        assert entry.details["api_token"].startswith("試験 (")


def test_refusals_speak_the_language_that_is_asked_for(program, cast):
    ask = program(cast.buyer)
    assert ask("GET", "/gone").get_json()["message"] == "このURLには何もありません。"
    english = ask("GET", "/gone", Accept_Language="en").get_json()
    assert (english["message"], english["title"]) == ("There is nothing at this address.", "Not Found")


def test_the_rate_is_told_and_kept(app, program, cast, monkeypatch):
    monkeypatch.setitem(app.config, "API_RATE", "2 per minute")
    ask = program(cast.buyer)
    first = ask("GET", "/products")
    assert (first.headers["RateLimit-Limit"], first.headers["RateLimit-Remaining"]) == ("2", "1")
    ask("GET", "/products")
    over = ask("GET", "/products")
    assert refused(over) == (429, "too_many_requests")
    assert 0 < int(over.headers["Retry-After"]) <= 60
    assert over.headers["RateLimit-Remaining"] == "0"


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("PUT", "/products", 405),
        ("GET", "/products/abc", 404),
        ("GET", "/nothing", 404),
        ("DELETE", "/openapi.json", 405),
    ],
)
def test_what_is_not_there_is_a_problem_too(program, cast, method, path, status):
    answer = program(cast.buyer)(method, path)
    assert refused(answer)[0] == status


def test_only_json_is_answered(program, cast):
    assert refused(program(cast.buyer)("GET", "/products", Accept="text/csv")) == (406, "not_acceptable")

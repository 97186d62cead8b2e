"""What a licence leaves of the roles: a rule table, enforced where the actor is made."""

import pytest

from app.access.licences.rules import leaves, licences_for
from app.access.roles.model import UserRole
from app.access.users.model import User
from app.access.users.queries import actor_of, ids_with_permission
from app.kernel.db import db
from app.kernel.permissions import PERMISSIONS
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

ADMINISTRATION = ("access.", "platform.settings", "platform.audit", "approvals.route")


@pytest.fixture
def give(cast):
    def licence(person, code):
        with cast.inside(person):
            db.session.get(User, (person.tenant_id, person.user_id)).licence = code

    return licence


def saved(browser, person, **changed):
    page = f"/{person.tenant}/users/{person.user_id}"
    data = {
        "name": "新しい名",
        "version": "1",
        "organisation_id": "",
        "role_ids": str(fixed_id(person.tenant, "role", person.role)),
        "licence": "full",
    }
    return browser.post_form(page, data | changed, form_page=page)


def test_a_light_licence_keeps_what_reads_and_likes_and_nothing_else(app):
    kept = {one.name for one in PERMISSIONS.values() if leaves("light", one.name)}
    assert {one.rpartition(".")[2] for one in kept} <= {"view", "read", "like"}
    assert [one for one in kept if one.startswith(ADMINISTRATION)] == []
    assert {"masters.partner.view", "platform.file.read"} <= kept


def test_a_supplier_licence_is_the_portal_and_nothing_else(app):
    kept = {one.name for one in PERMISSIONS.values() if leaves("supplier", one.name)}
    assert {"supply.quote.submit", "access.user.edit"} <= kept
    assert [
        one for one in kept if one.startswith(("procurement.", "masters.", "approvals.", "access.role"))
    ] == []


def test_a_light_user_reads_and_is_refused_at_every_change(cast, client, give):
    give(cast.master_admin, "light")
    browser = client(cast.master_admin)
    assert browser.get("/yamada/partners").status_code == 200
    refused = ("/yamada/partners/new", "/yamada/partners/imports", "/yamada/organisations/", "/yamada/users/")
    assert {browser.get(one).status_code for one in refused} == {403}
    assert "新規登録" not in browser.get("/yamada/partners").text
    with cast.inside(cast.master_admin) as actor:
        assert (actor.may("masters.partner.view"), actor.may("masters.partner.edit")) == (True, False)


def test_a_changed_licence_counts_from_the_next_request_on(cast, client):
    working, admin = client(cast.buyer), client(cast.system_admin)
    assert working.get("/yamada/partners/new").status_code == 200
    assert saved(admin, cast.buyer, licence="light").status_code == 303
    assert working.get("/yamada/partners/new").status_code == 403
    with cast.inside(cast.system_admin):
        entry = db.session.query(AuditEntry).filter_by(verb="user.changed").one()
        assert entry.details["changes"]["licence"] == ["full", "light"]


def test_taking_the_licence_away_stops_use_at_once_and_another_lets_in_again(cast, client):
    working, admin = client(cast.buyer), client(cast.system_admin)
    assert saved(admin, cast.buyer, licence="none").status_code == 303
    assert working.get("/yamada/notifications/").status_code == 404
    assert "ライセンスなし" in admin.get(f"/yamada/users/{cast.buyer.user_id}").text
    assert saved(admin, cast.buyer, licence="light", version="2").status_code == 303
    assert working.get("/yamada/notifications/").status_code == 200
    with cast.inside(cast.buyer):
        user = db.session.get(User, (cast.buyer.tenant_id, cast.buyer.user_id))
        assert (user.licence, user.state) == ("light", "active")


def test_nobody_takes_their_own_licence_or_that_of_the_last_administrator(cast, client):
    admin = client(cast.system_admin)
    for licence in ("none", "light"):
        assert saved(admin, cast.system_admin, licence=licence).status_code == 422
    assert admin.get("/yamada/users/").status_code == 200


def test_a_licence_goes_with_the_company_and_its_roles(cast, client):
    ours, theirs = client(cast.system_admin), client(cast.kanda.supplier_admin)
    assert saved(ours, cast.buyer, licence="supplier").status_code == 422
    assert saved(theirs, cast.kanda.supplier_user, licence="light").status_code == 422
    assert saved(theirs, cast.kanda.supplier_user, licence="supplier").status_code == 303
    assert client(cast.kanda.supplier_user).get("/kanda/portal/").status_code == 200


def test_a_supplier_licence_outlives_no_wider_role(cast, give):
    give(cast.kanda.supplier_user, "supplier")
    with cast.inside(cast.kanda.supplier_admin):
        before = actor_of(cast.kanda.supplier_user.user_id).permissions
        from app.access.roles.model import Role

        wide = Role(
            code="own_wide", name="広い", permissions=["procurement.order.issue", "supply.order.view"]
        )
        db.session.add(wide)
        db.session.flush()
        db.session.add(UserRole(user_id=cast.kanda.supplier_user.user_id, role_id=wide.id))
        db.session.flush()
        after = actor_of(cast.kanda.supplier_user.user_id).permissions
        assert after == before
        assert "supply.order.view" in after


def test_only_those_who_may_are_counted_among_the_holders_of_a_permission(cast, give):
    with cast.inside(cast.system_admin):
        assert cast.master_admin.user_id in ids_with_permission("masters.partner.import")
    give(cast.master_admin, "light")
    with cast.inside(cast.system_admin):
        assert cast.master_admin.user_id not in ids_with_permission("masters.partner.import")
        assert cast.master_admin.user_id in ids_with_permission("masters.partner.view")
    assert licences_for("masters.partner.import") == ["full"]


def test_an_invitation_carries_a_licence(cast, client):
    data = {
        "email": "light@yamada.example",
        "name": "軽い 花子",
        "organisation_id": "",
        "role_ids": str(fixed_id("yamada", "role", "buyer")),
        "licence": "light",
    }
    sent = client(cast.system_admin).post_form("/yamada/users/", data, form_page="/yamada/users/new")
    assert sent.status_code == 303
    with cast.inside(cast.system_admin):
        assert db.session.query(User).filter_by(email="light@yamada.example").one().licence == "light"

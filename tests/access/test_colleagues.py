"""ユーザー管理: inviting, changing and switching off colleagues, on the buyer's and the supplier's side."""

import re

import pytest

from app.access.users.model import User
from app.kernel.db import db
from app.platform.audit.model import AuditEntry
from app.platform.mail.model import Mail
from tests.support.people import fixed_id

INVITATION = {
    "email": "Shin@yamada.example",
    "name": "新人 花子",
    "kana": "シンジンハナコ",
    "organisation_id": "",
}


def invite(browser, tenant, role="buyer"):
    data = {**INVITATION, "role_ids": str(fixed_id(tenant, "role", role))}
    return browser.post_form(f"/{tenant}/users/", data, form_page=f"/{tenant}/users/new")


def test_the_list_shows_colleagues_of_this_company_only(client, cast):
    text = client(cast.system_admin).get("/yamada/users/").text
    assert "buyer@yamada.example" in text
    assert "kanda" not in text


def test_somebody_without_the_permission_is_refused(client, cast):
    assert client(cast.requester).get("/yamada/users/").status_code == 403


def test_a_stranger_is_asked_to_sign_in_and_a_foreigner_finds_nothing(client, cast):
    assert client().get("/yamada/users/").location == "/sign-in?next=/yamada/users/"
    assert client(cast.foreign.system_admin).get("/yamada/users/").status_code == 404


def test_an_invited_colleague_comes_in_by_the_mailed_link_once(client, cast):
    assert invite(client(cast.system_admin), "yamada").status_code == 303
    with cast.inside(cast.system_admin):
        mail = db.session.query(Mail).filter_by(to_address="shin@yamada.example").one()
        link = re.search(r"/yamada/invitations/\S+", mail.text)[0]
        assert db.session.query(User).filter_by(email="shin@yamada.example").one().state == "invited"
    browser = client()
    assert browser.post_form(link, {"password": "a-good-password"}, form_page=link).location == "/yamada/"
    assert browser.get("/yamada/notifications/").status_code == 200
    assert client().get(link).status_code == 404


def test_a_supplier_admin_invites_colleagues_too(client, cast):
    assert invite(client(cast.kanda.supplier_admin), "kanda", "supplier_user").status_code == 303


def test_a_known_address_is_refused_beside_the_field_and_nothing_is_lost(client, cast):
    browser = client(cast.system_admin)
    invite(browser, "yamada")
    answer = invite(browser, "yamada")
    assert answer.status_code == 422
    assert "このアドレスのユーザーはすでに登録されています。" in answer.text
    assert "新人 花子" in answer.text


def test_a_role_of_another_company_is_refused(client, cast):
    data = {**INVITATION, "role_ids": str(fixed_id("kanda", "role", "supplier_admin"))}
    answer = client(cast.system_admin).post_form("/yamada/users/", data, form_page="/yamada/users/new")
    assert answer.status_code == 422


def test_a_switched_off_colleague_is_out_at_once(client, cast):
    working = client(cast.buyer)
    admin = client(cast.system_admin)
    page = f"/yamada/users/{cast.buyer.user_id}"
    assert admin.post_form(f"{page}/closure", {}, form_page=page).status_code == 303
    assert working.get("/yamada/notifications/").status_code == 404
    with cast.inside(cast.system_admin):
        assert db.session.query(AuditEntry).filter_by(verb="user.disabled").count() == 1


def test_the_last_administrator_stays(client, cast):
    page = f"/yamada/users/{cast.system_admin.user_id}"
    with cast.inside(cast.system_admin):
        user = db.session.get(User, (cast.system_admin.tenant_id, cast.system_admin.user_id))
        data = {
            "name": user.name,
            "version": user.version,
            "role_ids": str(fixed_id("yamada", "role", "buyer")),
        }
    answer = client(cast.system_admin).post_form(page, {**data, "organisation_id": ""}, form_page=page)
    assert answer.status_code == 422
    assert "管理者が一人もいなくなります" in answer.text


def test_two_people_saving_the_same_colleague_meet_a_conflict(client, cast):
    page, browser = f"/yamada/users/{cast.buyer.user_id}", client(cast.system_admin)
    data = {
        "name": "新しい名",
        "version": 1,
        "organisation_id": "",
        "role_ids": str(fixed_id("yamada", "role", "buyer")),
    }
    assert browser.post_form(page, data, form_page=page).status_code == 303
    assert browser.post_form(page, data, form_page=page).status_code == 409


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_its_length(client, cast, statements, many):
    browser = client(cast.system_admin)
    for number in range(many):
        with cast.inside(cast.system_admin):
            db.session.add(
                User(
                    identity_id=fixed_id("x", str(number)),
                    email=f"{number}@x.example",
                    name="x",
                    state="active",
                )
            )
            db.session.commit()
    browser.get("/yamada/users/")
    statements.clear()
    browser.get("/yamada/users/")
    assert len(statements) == 3

"""役割: what each allows, and that an administrator stays."""

import pytest

from app.access.builtin import BUYER_SIDE
from app.access.roles.model import Role
from app.access.roles.shaping import add, change
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.kernel.permissions import PERMISSIONS
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

LIST = "/yamada/roles/"


def role(code):
    return db.session.get(Role, (fixed_id("yamada"), fixed_id("yamada", "role", code)))


@pytest.fixture
def admin(cast):
    with cast.inside(cast.system_admin) as someone:
        yield someone


def test_a_permission_given_to_a_role_counts_from_the_next_request_on(client, cast):
    assert client(cast.buyer).get("/yamada/audit/").status_code == 403
    with cast.inside(cast.system_admin) as admin:
        wanted = [*role("buyer").permissions, "platform.audit.view"]
        change(role("buyer"), version=1, name="Buyer", permissions=wanted, by=admin)
        db.session.commit()
    assert client(cast.buyer).get("/yamada/audit/").status_code == 200


@pytest.mark.parametrize("taken", ["access.user.edit", "access.role.edit"])
def test_the_last_administrator_cannot_be_taken_away(admin, taken):
    left = [one for one in role("system_admin").permissions if one != taken]
    with pytest.raises(Rejected) as refused, db.session.begin_nested():
        change(role("system_admin"), version=1, name="System administrator", permissions=left, by=admin)
    assert "At least one administrator" in refused.value.message
    db.session.expire_all()
    assert taken in role("system_admin").permissions
    assert db.session.query(AuditEntry).count() == 0


def test_another_role_may_administer_instead(admin):
    buyer = [*role("buyer").permissions, "access.user.edit", "access.role.edit"]
    change(role("buyer"), version=1, name="Buyer", permissions=buyer, by=admin)
    change(role("system_admin"), version=1, name="System administrator", permissions=[], by=admin)
    assert role("system_admin").permissions == []


def test_a_permission_that_does_not_exist_is_refused(admin):
    with pytest.raises(Rejected):
        add(name="なんでも", permissions=["everything.at.once"], by=admin)
    assert db.session.query(Role).filter_by(name="なんでも").count() == 0


def test_two_people_saving_the_same_role_meet_a_conflict(admin):
    change(role("buyer"), version=1, name="仕入担当", permissions=[], by=admin)
    with pytest.raises(Conflict):
        change(role("buyer"), version=1, name="購買担当", permissions=[], by=admin)
    assert role("buyer").name == "仕入担当"


def test_saving_without_a_change_keeps_the_built_in_name_translatable(client, cast):
    browser = client(cast.system_admin)
    page = f"{LIST}{fixed_id('yamada', 'role', 'buyer')}"
    with cast.inside(cast.system_admin):
        permissions = role("buyer").permissions
    answer = browser.post_form(
        page, {"name": "購買担当", "version": "1", "permissions": permissions}, form_page=page
    )
    assert answer.status_code == 303
    with cast.inside(cast.system_admin):
        assert role("buyer").name == "Buyer"


def test_the_matrix_shows_every_permission_and_every_role(client, cast):
    text = client(cast.system_admin).get(LIST).text
    assert text.count('scope="row"') == len(PERMISSIONS)
    assert text.count('scope="col"') == len(BUYER_SIDE) + 1


def test_a_role_of_our_own_starts_like_another(client, cast):
    browser = client(cast.system_admin)
    with cast.inside(cast.system_admin):
        granted = role("auditor").permissions
    form = browser.get(f"{LIST}new?like=auditor").text
    assert form.count(" checked") == len(granted)
    answer = browser.post_form(LIST, {"name": "内部監査", "permissions": granted}, form_page=f"{LIST}new")
    assert answer.status_code == 303
    assert "内部監査" in browser.get(LIST).text


def test_only_those_who_may_change_roles_see_them(client, cast):
    assert client(cast.buyer).get(LIST).status_code == 403
    assert client(cast.kanda.supplier_admin).get("/kanda/roles/").status_code == 403

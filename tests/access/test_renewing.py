"""A newer release brings roles and permissions to tenants that are older than it."""

from sqlalchemy import delete, select

from app.access.roles.model import Role, UserRole
from app.access.roles.renewing import renew, rights
from app.access.tenants.model import Tenant
from app.kernel.db import session
from app.kernel.permissions import granted_to


def role(code):
    return session.scalars(select(Role).where(Role.code == code)).one_or_none()


def tenant(who):
    return session.get(Tenant, who.tenant_id)


def older(who):
    """As a company that has never heard of sales, and has taken a permission from its buyers."""
    tenant(who).known_rights = [one for one in rights() if "sales" not in one]
    for code in ("salesperson", "sales_manager"):
        found = role(code)
        session.execute(delete(UserRole).where(UserRole.role_id == found.id))
        session.delete(found)
    for code, lost in (("buyer", "masters.partner.export"), ("auditor", "sales.person.view")):
        role(code).permissions = [one for one in role(code).permissions if one != lost]
    session.flush()


def test_new_roles_and_permissions_come_once_and_what_was_taken_stays_taken(inside, cast):
    with inside(cast.system_admin):
        older(cast.system_admin)
        assert renew() is True
        session.flush()
        assert role("salesperson").permissions == granted_to("salesperson")
        assert "sales.person.view" in role("auditor").permissions
        assert "masters.partner.export" not in role("buyer").permissions
        assert role("supplier_admin") is None
        assert (renew(), tenant(cast.system_admin).known_rights) == (False, rights())


def test_before_it_was_written_down_a_package_of_which_no_role_has_anything_is_new(inside, cast):
    with inside(cast.system_admin):
        older(cast.system_admin)
        tenant(cast.system_admin).known_rights = None
        for found in session.scalars(select(Role)):
            found.permissions = [one for one in found.permissions if not one.startswith("sales.")]
        session.flush()
        assert renew() is True
        session.flush()
        assert role("sales_manager").permissions == granted_to("sales_manager")
        assert "sales.person.view" in role("auditor").permissions
        assert "masters.partner.export" not in role("buyer").permissions


def test_a_company_that_sells_to_us_gets_no_roles_of_buyers(inside, cast):
    with inside(cast.kanda.supplier_admin):
        before = set(session.scalars(select(Role.code)))
        tenant(cast.kanda.supplier_admin).known_rights = []
        renew()
        session.flush()
        assert set(session.scalars(select(Role.code))) == before

"""The fixed cast: one buyer tenant with a person per role, two supplier tenants, one foreign tenant."""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass

from app.access.builtin import BUYER_SIDE, ROLES, SUPPLIER_SIDE
from app.access.identities.model import Identity, Membership
from app.access.organisations.model import Organisation
from app.access.roles.model import Role, UserRole
from app.access.tenants.model import Company, Tenant
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.kernel import context, tenancy
from app.kernel.permissions import granted_to

SPACE = uuid.UUID("00000000-0000-7000-8000-000000000000")
TENANTS = {
    "yamada": ("山田精機株式会社", BUYER_SIDE),
    "kanda": ("神田鋼材株式会社", SUPPLIER_SIDE),
    "suzuki": ("鈴木工具商会", SUPPLIER_SIDE),
    "foreign": ("無関係商事株式会社", BUYER_SIDE),
}
PASSWORD = "choba-test-password"


def fixed_id(*words):
    """The same UUID for the same words in every run."""
    return uuid.uuid5(SPACE, "/".join(words))


@dataclass(frozen=True)
class Person:
    """Somebody of the cast. `role` is the built-in role's code; `nobody` has no role at all (a light user)."""

    tenant: str
    role: str

    @property
    def tenant_id(self):
        """Their tenant's id."""
        return fixed_id(self.tenant)

    @property
    def user_id(self):
        """Their user's id."""
        return fixed_id(self.tenant, "user", self.role)

    @property
    def identity_id(self):
        """Their identity's id."""
        return fixed_id(self.tenant, "identity", self.role)

    @property
    def email(self):
        """Their address."""
        return f"{self.role.replace('_', '-')}@{self.tenant}.example"


class People:
    """Puts the cast into a fresh database, once."""

    def __init__(self, db):
        self.db = db

    def settle(self):
        """Create and commit the tenants, companies, departments, roles and people."""
        for slug, (name, roles) in TENANTS.items():
            self.db.session.add(Tenant(id=fixed_id(slug), slug=slug, name=name))
            self.db.session.commit()
            with tenancy.entered(fixed_id(slug)):
                self._company(slug, name)
                self.db.session.flush()
                for role in (*roles, "nobody"):
                    self._person(Person(slug, role))
                self.db.session.commit()

    def _company(self, slug, name):
        tenant = fixed_id(slug)
        self.db.session.add(Company(id=fixed_id(slug, "company"), tenant_id=tenant, code="1", name=name))
        self.db.session.flush()
        for code, department in (("100", "購買部"), ("200", "製造部")):
            self.db.session.add(
                Organisation(
                    id=fixed_id(slug, "organisation", code),
                    company_id=fixed_id(slug, "company"),
                    code=code,
                    name=department,
                    path=f"/{code}/",
                )
            )
        labels = dict(ROLES)
        for code in TENANTS[slug][1]:
            self.db.session.add(
                Role(
                    id=fixed_id(slug, "role", code),
                    code=code,
                    name=labels[code],
                    permissions=granted_to(code),
                )
            )

    def _person(self, person):
        self.db.session.add(Identity(id=person.identity_id, email=person.email))
        self.db.session.flush()
        self.db.session.add(
            Membership(identity_id=person.identity_id, tenant_id=person.tenant_id, user_id=person.user_id)
        )
        self.db.session.add(
            User(
                id=person.user_id,
                identity_id=person.identity_id,
                email=person.email,
                name=f"{person.role} {person.tenant}",
                kana=person.role,
                state="active",
                organisation_id=fixed_id(person.tenant, "organisation", "100"),
            )
        )
        self.db.session.flush()
        if person.role != "nobody":
            self.db.session.add(
                UserRole(user_id=person.user_id, role_id=fixed_id(person.tenant, "role", person.role))
            )


class Cast:
    """How tests name people: `cast.buyer`, `cast.kanda.supplier_user`, `cast.person("foreign", "buyer")`."""

    def __init__(self, db):
        self.db = db

    def __getattr__(self, name):
        if name in TENANTS:
            return Members(name)
        return Person("yamada", name)

    def person(self, tenant, role):
        """Any member of the cast."""
        return Person(tenant, role)

    @contextmanager
    def inside(self, person):
        """Act as `person` in their tenant; what is pending is flushed at the end, as the edge would."""
        before, tenant_before = context.actor(), context.tenant_id_or_none()
        tenancy.enter(person.tenant_id)
        context.set_actor(actor_of(person.user_id))
        try:
            yield context.actor()
            self.db.session.flush()
        finally:
            self.db.session.expunge_all()
            tenancy.enter(tenant_before)
            context.set_actor(before if before.id else None)


class Members:
    """The people of one tenant by role."""

    def __init__(self, tenant):
        self.tenant = tenant

    def __getattr__(self, role):
        return Person(self.tenant, role)

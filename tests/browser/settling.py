"""Puts the cast into an empty database: `python -m tests.browser.settling`, run before the servers start."""

from app.access.identities.passwords import hasher
from app.access.organisations.model import Organisation
from app.access.tenants.model import Company, CompanyBankAccount
from app.access.users.founding import found, settle
from app.access.users.queries import actor_of
from app.approvals.routes import conditions
from app.approvals.routes.operations import RouteDraft, StepDraft, design_route
from app.factory import create_app
from app.kernel.db import session
from app.masters.partners.model import Partner, PartnerBankAccount
from tests.browser import cast


def main():
    """Three companies, their people, the buyer's three suppliers and its one approval route."""
    with create_app().app_context():
        tenants = {slug: _company(slug) for slug in ("kanda", "tokai")}
        _company("yamada")
        _partners(tenants)
        _route()
        session.commit()


def _company(slug):
    tenant = found(slug, cast.COMPANIES[slug], registration_number=cast.NUMBERS[slug])
    department = Organisation(
        company_id=session.query(Company).one().id, code="100", name="購買部", path="/100/"
    )
    session.add(department)
    session.flush()
    password = hasher.hash(cast.PASSWORD)
    for one in cast.EVERYBODY:
        if one.tenant == slug:
            settle(
                email=one.email, name=one.name, roles=one.roles, password_hash=password,
                organisation_id=department.id,
            )  # fmt: skip
    if slug != "yamada":
        session.add(CompanyBankAccount(**cast.ACCOUNT, preferred=True))
    session.flush()
    found_id = tenant.id
    if slug != "yamada":
        session.commit()
        session.expunge_all()
    return found_id


def _partners(tenants):
    for code, (slug, tenant_id) in enumerate(tenants.items(), 1):
        partner = Partner(
            code=f"S00{code}",
            name=cast.COMPANIES[slug],
            linked_tenant_id=tenant_id,
            registration_number=cast.NUMBERS[slug],
        )
        session.add(partner)
        session.flush()
        session.add(PartnerBankAccount(partner_id=partner.id, **cast.ACCOUNT))
    session.add(Partner(code="S003", name=cast.GUEST_COMPANY, email=cast.GUEST, contact_name="鈴木 次郎"))
    session.flush()


def _route():
    from app.access.users.model import User

    people = {user.email: user.id for user in session.query(User)}
    head = {"kind": "user", "user_id": str(people[cast.APPROVER.email])}
    step = StepDraft("部門長", [head])
    design_route(
        RouteDraft("award", "業者選定", [step], condition=conditions.built()),
        by=actor_of(people[cast.KEEPER.email]),
    )


if __name__ == "__main__":
    main()

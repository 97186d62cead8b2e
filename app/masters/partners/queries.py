"""Partners as other parts need them."""

from sqlalchemy import select

from app.kernel.db import session
from app.masters.partners.model import Partner, PartnerBankAccount
from app.records.kit.model import ARCHIVED


def reachable_partners():
    """Every partner, archived ones too (documents name them)."""
    return select(Partner).order_by(Partner.kana, Partner.id)


def partner_of_tenant(tenant_id):
    """The partner that is this company on the installation, or None. Archived ones count: documents arrive anyway."""
    return session.scalars(select(Partner).where(Partner.linked_tenant_id == tenant_id)).one_or_none()


def accounts_of(partner):
    """Bank accounts of a partner, the preferred one first."""
    return (
        select(PartnerBankAccount)
        .where(PartnerBankAccount.partner_id == partner.id)
        .order_by(PartnerBankAccount.preferred.desc(), PartnerBankAccount.created_at, PartnerBankAccount.id)
    )


def choosable(state):
    """Whether a partner in this state may be chosen for new documents."""
    return state not in (ARCHIVED, "suspended")

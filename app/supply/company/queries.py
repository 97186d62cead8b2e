"""Reading the company's bank accounts."""

from sqlalchemy import select

from app.access.tenants.model import CompanyBankAccount
from app.kernel.db import session


def accounts():
    """All bank accounts of this company, the preferred one first."""
    return select(CompanyBankAccount).order_by(
        CompanyBankAccount.preferred.desc(), CompanyBankAccount.bank_code, CompanyBankAccount.id
    )


def all_accounts():
    """The rows of `accounts`."""
    return session.scalars(accounts()).all()

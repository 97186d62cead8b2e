"""Bank accounts that buyers may pay into."""

from app.access.tenants.model import CompanyBankAccount
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.supply.company.queries import all_accounts


def open_account(facts):
    """Add a bank account (columns of CompanyBankAccount). Raises Rejected when it is there already."""
    same = ("bank_code", "branch_code", "account_type", "account_number")
    for account in all_accounts():
        if all(getattr(account, name) == facts[name] for name in same):
            raise Rejected("This bank account is registered already.", field="account_number")
    account = CompanyBankAccount(**facts)
    session.add(account)
    if account.preferred:
        prefer(account)
    record("bank_account.opened", account, label=_label(account))
    return account


def prefer(account):
    """Offer this account first on new invoices."""
    for other in all_accounts():
        other.preferred = other.id == account.id
    account.preferred = True


def close_account(account):
    """Take the account off the list; invoices that name it keep it."""
    record("bank_account.closed", account, label=_label(account))
    session.delete(account)


def _label(account):
    return f"{account.bank_name} {account.branch_name} {account.account_number}"

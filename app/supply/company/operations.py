"""Changing what stands about this company on its documents."""

from app.access.tenants.model import CompanyBankAccount
from app.access.tenants.queries import own_company
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.registration import check_registration_number
from app.platform.audit import changes_of, record
from app.supply.company.queries import all_accounts

HEAD = "name kana postal_code address phone rounding".split()


def change_company(facts, registration_number):
    """Write name, address and T-number. Returns a warning (lazy sentence) or None. Raises Rejected."""
    company, warning = own_company(), None
    for name in HEAD:
        setattr(company, name, facts[name])
    company.registration_number = None
    if registration_number.strip():
        try:
            company.registration_number, warning = check_registration_number(registration_number)
        except Rejected as unreadable:
            raise Rejected(unreadable.message, field="registration_number") from unreadable
    record("company.changed", company, changes=changes_of(company))
    return warning


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

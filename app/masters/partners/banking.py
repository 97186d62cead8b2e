"""Bank accounts of a partner."""

from sqlalchemy import select, update

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.model import PartnerBankAccount
from app.platform.audit import record


def add_account(partner, values):
    """Add an account (fields of PartnerBankAccount); the first one is preferred. Raises Rejected when it is known."""
    known = list(
        session.scalars(select(PartnerBankAccount).where(PartnerBankAccount.partner_id == partner.id))
    )
    account = PartnerBankAccount(partner_id=partner.id, **values)
    if any(_number(one) == _number(account) for one in known):
        raise Rejected("This account is registered already.", "account_number")
    account.preferred = account.preferred or not known
    if account.preferred:
        _prefer_no_other(partner)
    session.add(account)
    session.flush()  # the page lists it
    record("partner.account_added", partner, label=partner.name, account=masked(account))
    return account


def remove_account(partner, account):
    """Take an account off; invoices that named it keep their copy."""
    session.delete(account)
    record("partner.account_removed", partner, label=partner.name, account=masked(account))


def masked(account):
    """Bank, branch and the last three digits, as the trail names an account."""
    return f"{account.bank_name} {account.branch_name} ****{account.account_number[-3:]}"


def _number(account):
    return account.bank_code, account.branch_code, account.account_type, account.account_number


def _prefer_no_other(partner):
    session.execute(
        update(PartnerBankAccount)
        .where(PartnerBankAccount.partner_id == partner.id, PartnerBankAccount.preferred)
        .values(preferred=False)
    )

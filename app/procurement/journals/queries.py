"""Vouchers, batches and arrangements as pages need them."""

from sqlalchemy import func, select

from app.access.organisations.model import Organisation
from app.kernel.db import session
from app.masters.categories.model import Category
from app.procurement.journals.model import (
    AccountRule,
    JournalExport,
    JournalTemplate,
    JournalVoucher,
    JournalVoucherLine,
)


def _conditions(*, status="", account="", since=None, until=None):
    found = []
    if status:
        found.append(JournalVoucher.status == status)
    if since:
        found.append(JournalVoucher.posting_on >= since)
    if until:
        found.append(JournalVoucher.posting_on <= until)
    if account:
        with_account = select(JournalVoucherLine.voucher_id).where(JournalVoucherLine.account_code == account)
        found.append(JournalVoucher.id.in_(with_account))
    return found


def voucher_rows(**filters):
    """Columns of the list for `paging.paged` by `posting_on`; filters: status, account code, first and last day."""
    return select(
        JournalVoucher.id,
        JournalVoucher.voucher_no,
        JournalVoucher.fiscal_year,
        JournalVoucher.posting_on.label("sort_value"),
        JournalVoucher.kind,
        JournalVoucher.status,
        JournalVoucher.source_number,
        JournalVoucher.partner_name,
        JournalVoucher.total,
        _accounts("debit").label("debits"),
        _accounts("credit").label("credits"),
    ).where(*_conditions(**filters))


def _accounts(side):
    """The names of a side's accounts in one text: `仕入高、仮払消費税等`."""
    return (
        select(func.string_agg(JournalVoucherLine.account_name.distinct(), "、"))
        .where(
            JournalVoucherLine.voucher_id == JournalVoucher.id,
            JournalVoucherLine.tenant_id == JournalVoucher.tenant_id,
            JournalVoucherLine.side == side,
        )
        .scalar_subquery()
    )


def voucher_sums(**filters):
    """`{status: (how many, yen of each side)}` over everything the filters find."""
    found = select(JournalVoucher.status, func.count(), func.sum(JournalVoucher.total))
    rows = session.execute(found.where(*_conditions(**filters)).group_by(JournalVoucher.status)).all()
    return {status: (count, int(total)) for status, count, total in rows}


def vouchers():
    """All vouchers of the tenant."""
    return select(JournalVoucher)


def reversal_of(voucher):
    """The voucher that undid this one, or None."""
    return session.scalars(
        select(JournalVoucher).where(JournalVoucher.reverses_id == voucher.id)
    ).one_or_none()


def vouchers_of_source(voucher):
    """The other vouchers of the same acceptance or invoice, by number."""
    return session.scalars(
        select(JournalVoucher)
        .where(JournalVoucher.source_id == voucher.source_id, JournalVoucher.id != voucher.id)
        .order_by(JournalVoucher.fiscal_year, JournalVoucher.voucher_no, JournalVoucher.id)
    ).all()


def waiting_in(first_on, last_on):
    """`{status: how many}` of the vouchers of a period."""
    rows = session.execute(
        select(JournalVoucher.status, func.count())
        .where(JournalVoucher.posting_on.between(first_on, last_on))
        .group_by(JournalVoucher.status)
    ).all()
    return dict(rows)


def exports():
    """All batches of the tenant."""
    return select(JournalExport)


def templates():
    """The arrangements by name."""
    return select(JournalTemplate).order_by(JournalTemplate.name, JournalTemplate.id)


def rules():
    """Rows of the rules with the names of category and department, general ones last."""
    return session.execute(
        select(
            AccountRule.id,
            AccountRule.account_code,
            Category.name.label("category"),
            Organisation.name.label("department"),
        )
        .outerjoin(Category, Category.id == AccountRule.category_id)
        .outerjoin(Organisation, Organisation.id == AccountRule.organisation_id)
        .order_by(Category.code.nulls_last(), Organisation.code.nulls_last(), AccountRule.id)
    ).all()


def categories():
    """`[(id, name)]` of categories in use."""
    found = select(Category.id, Category.name).where(Category.state == "active")
    return session.execute(found.order_by(Category.code, Category.id)).all()

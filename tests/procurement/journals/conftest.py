"""Journals start from accepted goods: the same fixtures as for invoices."""

import pytest
from sqlalchemy import select

from app.kernel.db import db
from app.procurement.journals.model import JournalVoucher
from tests.procurement.invoices.conftest import (  # noqa: F401 -- fixtures
    accepted,
    answered_gates,
    bill,
    partner_id,
    sent,
    stopped_clock,
    the_invoice,
)


@pytest.fixture
def vouchers():
    """`vouchers()` inside a person's block: all vouchers by number."""
    return lambda: db.session.scalars(select(JournalVoucher).order_by(JournalVoucher.voucher_no)).all()


def told(voucher):
    """What stands in a voucher, as one compares it."""
    return [
        (one.side, one.account_name, one.sub_account, one.tax_class, one.amount, one.tax_amount)
        for one in voucher.lines
    ]

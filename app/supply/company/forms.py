"""設定 → 口座."""

import wtforms

from app.exchange.answering.forms import AccountFields
from app.kernel.i18n import _l
from app.web.forms import Form


class AccountForm(AccountFields, Form):
    """A bank account to be paid into."""

    preferred = wtforms.BooleanField(_l("Offer this account first on invoices"))

"""設定 → 口座."""

import wtforms
from wtforms.validators import InputRequired, Length, Regexp

from app.kernel.i18n import _l
from app.kernel.text import nfkc
from app.web.forms import Form

KANA = r"^[\u30a0-\u30ff\uff65-\uff9f\uff01-\uff5e\u3000A-Za-z0-9().\-/, ]+$"
"""Katakana of either width, and what banks allow beside it."""
NEEDED = InputRequired(_l("This is required."))


def narrow(text):
    """Digits in half width, without spaces and hyphens."""
    return nfkc(text or "").replace(" ", "").replace("-", "")


class AccountForm(Form):
    """A bank account to be paid into."""

    bank_code = wtforms.StringField(
        _l("Bank code"), [NEEDED, Regexp(r"^\d{4}$", message=_l("Enter 4 digits."))], filters=[narrow]
    )
    bank_name = wtforms.StringField(_l("Bank"), [NEEDED, Length(max=60)])
    branch_code = wtforms.StringField(
        _l("Branch code"), [NEEDED, Regexp(r"^\d{3}$", message=_l("Enter 3 digits."))], filters=[narrow]
    )
    branch_name = wtforms.StringField(_l("Branch"), [NEEDED, Length(max=60)])
    account_type = wtforms.SelectField(
        _l("Kind of account"),
        choices=[
            ("1", _l("Ordinary account")),
            ("2", _l("Current account")),
            ("4", _l("Savings account")),
        ],
    )
    account_number = wtforms.StringField(
        _l("Account number"),
        [NEEDED, Regexp(r"^\d{7}$", message=_l("Enter 7 digits, with zeros in front."))],
        filters=[narrow],
    )
    holder_kana = wtforms.StringField(
        _l("Account holder (kana)"),
        [NEEDED, Length(max=48), Regexp(KANA, message=_l("Enter the name in katakana."))],
    )
    preferred = wtforms.BooleanField(_l("Offer this account first on invoices"))

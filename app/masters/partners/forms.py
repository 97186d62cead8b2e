"""Forms around a partner."""

import re

from wtforms import BooleanField, SelectField, StringField, ValidationError, validators

from app.kernel.errors import Unreadable
from app.kernel.i18n import _, _l
from app.kernel.text import kana_reading, nfkc
from app.masters.partners.choices import ACCOUNT_TYPES
from app.web.forms import Form


def _plain(text):
    return nfkc(text) if text else text


def _digits(count):
    def check(form, field):
        if not re.fullmatch(rf"[0-9]{{{count}}}", field.data or ""):
            raise ValidationError(_("Enter %(n)s digits.", n=count))

    return check


class BankAccountForm(Form):
    """A bank account."""

    bank_code = StringField(_l("Bank code"), [validators.InputRequired(), _digits(4)], filters=[_plain])
    bank_name = StringField(_l("Bank"), [validators.InputRequired(), validators.Length(max=60)])
    branch_code = StringField(_l("Branch code"), [validators.InputRequired(), _digits(3)], filters=[_plain])
    branch_name = StringField(_l("Branch"), [validators.InputRequired(), validators.Length(max=60)])
    account_type = SelectField(_l("Kind of account"), choices=ACCOUNT_TYPES)
    account_number = StringField(
        _l("Account number"), [validators.InputRequired(), _digits(7)], filters=[_plain]
    )
    holder_kana = StringField(
        _l("Account holder"),
        [validators.InputRequired(), validators.Length(max=60)],
        description=_l("In kana, as the bank has it"),
    )
    preferred = BooleanField(_l("Use this one first"))

    def validate_holder_kana(self, field):
        """Kana, letters, digits and the marks banks know; kana become katakana."""
        try:
            field.data = kana_reading(field.data)
        except Unreadable:
            if not re.fullmatch(r"[0-9A-Za-z\u30a1-\u30fc ()./-]+", nfkc(field.data)):
                raise ValidationError(_("Write the holder in katakana, letters and digits.")) from None
            field.data = nfkc(field.data).upper()

    def account(self):
        """The values of the account."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class ConnectionForm(Form):
    """The code of the partner's company."""

    company_code = StringField(
        _l("Company code"),
        [validators.InputRequired(), validators.Length(max=60)],
        description=_l(
            "The first part of the partner's address on this installation; ask the partner for it."
        ),
    )

"""What a guest types that the portal does not ask for: the account of an invoice, when the buyer knows none."""

from wtforms import Form as Part
from wtforms import FormField

from app.exchange.answering.forms import AccountFields, InvoiceForm
from app.exchange.bodies import BankAccount
from app.kernel.i18n import _, _l
from app.masters.partners.banking import masked

OTHER, NONE = "other", ""


class AccountPart(AccountFields, Part):
    """A bank account, checked only when it is the one that was chosen."""


class GuestInvoiceForm(InvoiceForm):
    """請求書作成 of a guest: an account that the buyer knows, another one, or none."""

    account = FormField(AccountPart, _l("Another account"))

    def offer(self, accounts):
        """Let one choose among the buyer's `accounts` of this partner (named by bank and last digits alone)."""
        self.known = {str(one.id): one for one in accounts}
        choices = [(key, masked(one)) for key, one in self.known.items()]
        self.account_id.choices = [*choices, (OTHER, _("Another account")), (NONE, _("Not on this invoice"))]
        if not self.account_id.raw_data:
            self.account_id.data = NONE if self.is_submitted() else next(iter(self.known), OTHER)
        return self

    def validate(self, extra_validators=None):
        """The account's cells are looked at only when another account was chosen."""
        part, kept = self._fields["account"], self.account_id.data
        if kept != OTHER:
            del self._fields["account"]
        try:
            return super().validate(extra_validators)
        finally:
            self._fields["account"] = part

    def chosen(self):
        """The bodies.BankAccount for the invoice, or None."""
        names = BankAccount.model_fields
        if self.account_id.data == OTHER:
            return BankAccount(**{name: self.account.form[name].data for name in names})
        known = self.known.get(self.account_id.data)
        return BankAccount(**{name: getattr(known, name) for name in names}) if known else None

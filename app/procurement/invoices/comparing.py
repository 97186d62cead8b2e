"""The supplier's invoice and what we know, side by side."""

from dataclasses import dataclass

from app.kernel.i18n import _
from app.procurement.invoices.queries import accepted_lines


@dataclass(frozen=True)
class Pair:
    """A line of the invoice and the accepted line it stands for. `differing`: names of the fields that differ."""

    line: object
    accepted: object
    differing: frozenset

    @property
    def agrees(self):
        """Everything but the wording is the same."""
        return not self.differing - {"description"}


@dataclass(frozen=True)
class Fact:
    """What the invoice says and what we know of the same matter; `same` None where there is nothing to compare."""

    label: str
    theirs: str
    ours: str
    same: bool | None


def pairs_of(invoice):
    """Every line beside what was accepted, in the order of the invoice."""
    known = {row.id: row for row in accepted_lines([line.acceptance_line_id for line in invoice.lines])}
    return [_pair(line, known[line.acceptance_line_id]) for line in invoice.lines]


def _pair(line, accepted):
    fields = ("order_number", "quantity", "price", "amount", "tax_code")
    differing = {name for name in fields if getattr(line, name) != getattr(accepted, name)}
    if line.description != accepted.name:
        differing.add("description")
    return Pair(line, accepted, frozenset(differing))


def facts_of(invoice, body):
    """Header facts side by side, by the findings of the matching."""
    codes = {one["code"] for one in invoice.findings}
    partner = invoice.partner
    numbers = not any(code.startswith("registration_") for code in codes)
    known = [_account(one) for one in partner.bank_accounts]
    account = _account(body.account) if body.account else ""
    return [
        Fact(_("Issuer"), body.supplier.name, partner.name, None),
        Fact(
            _("Registration number"),
            invoice.registration_number,
            partner.registration_number or "",
            numbers,
        ),
        Fact(_("Recipient"), body.buyer.name, "", "recipient_differs" not in codes),
        Fact(_("Bank account"), account, "\n".join(known), not codes & {"account_unknown", "account_new"}),
        Fact(
            _("Day of payment"),
            f"{invoice.due_on:%Y/%m/%d}",
            f"{invoice.terms_due_on:%Y/%m/%d}",
            "due_early" not in codes,
        ),
    ]


def _account(one):
    kinds = {"1": _("Ordinary"), "2": _("Current"), "4": _("Savings")}
    kind = kinds.get(one.account_type, one.account_type)
    return f"{one.bank_name} {one.branch_name} {kind} {one.account_number}"

"""Matching (照合): what an invoice says against what we know, beyond what the gate refuses."""

from sqlalchemy import select

from app.access.tenants.queries import own_company
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _l, translate
from app.kernel.money import Rounding
from app.kernel.moving import move
from app.kernel.text import fold
from app.platform.audit import record
from app.procurement.invoices.adding_up import rounding_of
from app.procurement.invoices.qualifying import is_registered

SERIOUS = {
    "registration_missing": _l("The registration number %(known)s is missing: this is no qualified invoice."),
    "registration_differs": _l("The registration number is %(given)s; we know this supplier as %(known)s."),
    "registration_unknown": _l(
        "The registration number %(given)s is not in our record of this supplier. Please check and enter it."
    ),
    "registration_invalid": _l("The supplier's registration does not hold on %(day)s."),
    "recipient_differs": _l("The invoice is addressed to %(given)s, not to us."),
    "reduced_mark": _l("The mark of the reduced tax rate is missing or wrong on %(name)s."),
    "outside_period": _l("A line lies outside the period of the invoice."),
    "account_unknown": _l(
        "The bank account is not among those we know of this supplier. Please call them before paying."
    ),
}
"""What somebody has to look at before the invoice goes on, as sentences."""
NOTES = {
    "not_qualified": _l(
        "The supplier is not registered: only a part of the tax can be deducted (transitional measure)."
    ),
    "account_new": _l("We have no bank account of this supplier on record yet."),
    "twin": _l("Invoice %(number)s of the same supplier has the same date and total."),
    "due_early": _l("The supplier asks for payment on %(asked)s; by our terms it is %(terms)s."),
    "pays_late": _l("By our terms we would pay on %(terms)s, after the last lawful day %(limit)s."),
    "rounding": _l("The supplier rounds the tax in another way than our record says."),
}
"""What one should know."""


class Matched:
    """received → matched or mismatch; a mismatch is resolved by a person who gives a reason."""

    @property
    def label(self):
        """Our number with the supplier's."""
        return f"{self.number} ({self.supplier_number})"

    @property
    def serious(self):
        """Findings that keep it from going on."""
        return [one for one in self.findings if one["serious"]]

    @property
    def terms_due_on(self):
        """The day of payment by the supplier's terms: of the closing that holds the latest line."""
        return self.partner.terms.due_date(max(line.transaction_on for line in self.lines))

    def twin_number(self):
        """The number of another invoice of the same supplier, day and total, or None."""
        other = type(self)
        return session.scalar(
            select(other.number)
            .where(
                other.partner_id == self.partner_id,
                other.issued_on == self.issued_on,
                other.total == self.total,
                other.id != self.id,
                other.status != "returned",
            )
            .order_by(other.number)
            .limit(1)
        )

    def match(self, body=None):
        """Compare with our records and go to matched or mismatch. Again whenever a record was put right."""
        found = findings_of(self, body or self.envelope.content)
        to = "mismatch" if any(one["serious"] for one in found) else "matched"
        move(self, to, allowed=("received", "mismatch", "matched"), findings=found, resolution="")
        verb = "invoice.matched" if to == "matched" else "invoice.mismatched"
        record(verb, self, findings=[one["code"] for one in found])

    def resolve(self, reason, *, by):
        """Accept the differences. Raises Rejected without a reason or when there is nothing to accept."""
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        move(self, "matched", allowed=("mismatch",), resolution=reason.strip())
        record("invoice.resolved", self, by=by, reason=reason.strip())


def finding_text(finding):
    """A finding as a sentence in the reader's language."""
    return translate((SERIOUS | NOTES)[finding["code"]], **finding["values"])


def findings_of(invoice, body):
    """`[{"code", "values", "serious"}]`, the serious ones first."""
    found = [*_registration(invoice), *_document(body), *_account(invoice, body), *_money(invoice, body)]
    rows = [{"code": code, "values": values, "serious": code in SERIOUS} for code, values in found]
    return sorted(rows, key=lambda row: not row["serious"])


def _registration(invoice):
    partner, given = invoice.partner, invoice.registration_number
    known = partner.registration_number or ""
    if not given:
        yield ("registration_missing", {"known": known}) if known else ("not_qualified", {})
        return
    if not known:
        yield "registration_unknown", {"given": given}
    elif given != known:
        yield "registration_differs", {"given": given, "known": known}
    for line in invoice.lines:
        if known and not is_registered(partner, line.transaction_on):
            yield "registration_invalid", {"day": f"{line.transaction_on:%Y/%m/%d}"}
            return


def _document(body):
    ours = own_company().name
    if _plain(body.buyer.name) != _plain(ours):
        yield "recipient_differs", {"given": body.buyer.name}
    for line in body.lines:
        if line.reduced != (line.tax_code == "8R"):
            yield "reduced_mark", {"name": line.description}
            break
    if any(not body.period_from <= line.transaction_on <= body.period_until for line in body.lines):
        yield "outside_period", {}


def _account(invoice, body):
    known = {
        (one.bank_code, one.branch_code, one.account_type, one.account_number)
        for one in invoice.partner.bank_accounts
    }
    given = body.account
    if given is None:
        return
    if not known:
        yield "account_new", {}
    elif (given.bank_code, given.branch_code, given.account_type, given.account_number) not in known:
        yield "account_unknown", {}


def _money(invoice, body):
    twin, terms = invoice.twin_number(), invoice.terms_due_on
    preferred = Rounding(invoice.partner.rounding)
    if twin:
        yield "twin", {"number": twin}
    if rounding_of(body, preferred) is not preferred:
        yield "rounding", {}
    if invoice.due_on < terms:
        yield "due_early", {"asked": f"{invoice.due_on:%Y/%m/%d}", "terms": f"{terms:%Y/%m/%d}"}
    if terms > invoice.must_pay_by:
        yield "pays_late", {"terms": f"{terms:%Y/%m/%d}", "limit": f"{invoice.must_pay_by:%Y/%m/%d}"}


def _plain(name):
    return fold(name).replace(" ", "")

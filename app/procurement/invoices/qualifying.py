"""The six items of a qualified invoice (適格請求書, procurement §6.3), checked off one by one."""

from dataclasses import dataclass

from app.kernel.i18n import _


@dataclass(frozen=True)
class Item:
    """One item: what the law asks for, what the invoice says, and whether it is right."""

    label: str
    said: str
    right: bool


def items_of(invoice, body):
    """The six items of an Invoice and its body, in the order of the law."""
    codes = {one["code"] for one in invoice.findings}
    registered = bool(body.supplier.registration_number) and not any(
        code.startswith("registration_") for code in codes
    )
    number = body.supplier.registration_number or _("no registration number")
    period = f"{body.period_from:%Y/%m/%d} – {body.period_until:%Y/%m/%d}"
    reduced = sum(line.reduced for line in body.lines)
    marks = _(
        "%(n)s lines, %(reduced)s with the mark of the reduced rate", n=len(body.lines), reduced=reduced
    )
    rates = " / ".join(f"{row.rate.normalize():f}% ¥{row.taxable:,}" for row in body.taxes)
    taxes = " / ".join(f"{row.rate.normalize():f}% ¥{row.tax:,}" for row in body.taxes)
    return [
        Item(_("Issuer and registration number"), f"{body.supplier.name} · {number}", registered),
        Item(_("Date of the transactions"), period, "outside_period" not in codes),
        Item(_("What was delivered, reduced rate marked"), marks, "reduced_mark" not in codes),
        Item(_("Sum and rate for each tax rate"), rates, True),
        Item(_("Consumption tax for each tax rate"), taxes, True),
        Item(_("Recipient"), body.buyer.name, "recipient_differs" not in codes),
    ]


def is_registered(partner, on):
    """Whether a partner was a registered issuer (適格請求書発行事業者) on a day, by our record."""
    if not partner.registration_number:
        return False
    started = partner.registered_from is None or partner.registered_from <= on
    return started and (partner.registered_until is None or on <= partner.registered_until)

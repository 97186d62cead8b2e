"""When an order will be paid, and whether that is early enough for the law (procurement §7.1)."""

from app.kernel.i18n import _, _l
from app.masters.partners.terms import must_pay_by

METHODS = {
    "transfer": _l("Bank transfer"),
    "direct_debit": _l("Direct debit"),
    "electronic_claim": _l("Electronically recorded claim"),
    "cash": _l("Cash"),
    "card": _l("Card"),
}


def method_name(code):
    """A payment method in the reader's language; an unknown one as it stands."""
    return str(METHODS.get(code, code))


def terms_text(partner):
    """`Closing at the month end, paid at the end of the following month`, in the reader's language."""
    months = {
        0: _("of the same month"),
        1: _("of the following month"),
        2: _("of the month after next"),
    }.get(partner.pay_months) or _("of the %(n)sth month after", n=partner.pay_months)
    return _(
        "Closing %(closing)s, payment %(pay)s %(months)s",
        closing=_day(partner.closing_day),
        pay=_day(partner.pay_day),
        months=months,
    )


def _day(day):
    return _("at the month end") if day >= 31 else _("on day %(day)s", day=day)


def payment_day(partner, received_on):
    """The day a supplier is paid for what arrives `received_on`, by its terms."""
    return partner.terms.due_date(received_on)


def first_payment_on(order):
    """The day of payment for the goods that are to arrive first; None while no line has a delivery date."""
    days = [line.delivery_on for line in order.lines if line.delivery_on and line.quantity]
    return payment_day(order.partner, min(days)) if days else None


def paid_too_late(order):
    """`(line, day of payment, last lawful day)` for each line that would be paid after the law's 60 days."""
    found = []
    for line in order.lines:
        if not line.delivery_on or not line.quantity:
            continue
        pays, limit = payment_day(order.partner, line.delivery_on), latest_lawful(line.delivery_on)
        if pays > limit:
            found.append((line, pays, limit))
    return found


def latest_lawful(received_on):
    """The last day the law allows for what arrives on a date: 60 days, two months with a monthly closing."""
    return must_pay_by(received_on, monthly_closing=True)

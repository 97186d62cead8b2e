"""What single fields of a partner cannot know."""

from app.kernel.errors import Rejected, Unreadable
from app.kernel.registration import check_registration_number
from app.kernel.text import nfkc
from app.masters.partners.aliases import DAY, MONTH_END
from app.masters.partners.terms import PaymentTerms
from app.masters.responsible import check_owner

SIDES = ("is_customer", "is_prospect", "is_agent", "is_competitor")
_TERMS = {"closing_day": "closing_day", "payment_day": "pay_day", "months": "pay_months"}


def read_day(text):
    """A day of a month, 31 for the month end. Raises Unreadable."""
    plain = nfkc(text).removesuffix(DAY) if nfkc(text) not in MONTH_END else "31"
    if plain.isdecimal() and 1 <= int(plain) <= 31:
        return int(plain)
    raise Unreadable("Enter a day from 1 to 31; 31 is the month end.")


def read_registration_number(text):
    """T and 13 digits; whether the check digit must fit depends on the partner. Raises Unreadable."""
    return check_registration_number(text)[0]


def check_partner(values, row):
    """Refuse a partner on no side, terms that cannot be kept, and numbers that contradict each other."""

    def now(name, default=None):
        return values.get(name, getattr(row, name, None) if row is not None else default)

    if not now("is_supplier", True) and not any(now(one, False) for one in SIDES):
        raise Rejected(
            "Say whether it is a supplier, customer, prospect, agent or competitor.", "is_supplier"
        )
    try:
        PaymentTerms(now("closing_day", 31), now("pay_months", 1), now("pay_day", 31))
    except Rejected as refused:
        raise Rejected(refused.message, _TERMS.get(refused.field), **refused.values) from refused
    check_owner(values, row)
    _check_numbers(now("registration_number"), now("corporate_number"), now("sole_proprietor", False))


def _check_numbers(registration, corporate, sole):
    if corporate:
        if sole:
            raise Rejected("A sole proprietor has no corporate number.", "corporate_number")
    if not registration:
        return
    if not sole:
        _check_digit(registration)
    if corporate and registration != f"T{corporate}":
        raise Rejected(
            "The registration number of a corporation is T and its corporate number. One of the two is wrong.",
            "registration_number",
        )


def _check_digit(registration):
    try:
        check_registration_number(registration, corporation=True)
    except Unreadable as refused:
        raise Rejected(refused.message, "registration_number", **refused.values) from refused


def notices_of(partner):
    """What should be looked at, without being wrong for certain."""
    if partner.registration_number:
        warning = check_registration_number(partner.registration_number)[1]
        return (warning,) if warning else ()
    return ()

"""The choices of a partner's terms."""

from app.kernel.i18n import _l, translate
from app.kernel.money import Basis, Rounding
from app.masters.partners.terms import MONTH_END, HolidayRule

HOLIDAY_RULES = (
    (HolidayRule.BEFORE.value, _l("Bank day before")),
    (HolidayRule.AFTER.value, _l("Bank day after")),
    (HolidayRule.KEEP.value, _l("As it is")),
)
PAYMENT_METHODS = (
    ("transfer", _l("Bank transfer")),
    ("direct_debit", _l("Direct debit")),
    ("electronic_record", _l("Electronically recorded claim")),
    ("cash", _l("Cash")),
    ("card", _l("Card")),
)
FEE_BEARERS = (("us", _l("Borne by us")), ("them", _l("Borne by them")))
ROUNDINGS = (
    (Rounding.FLOOR.value, _l("Round down")),
    (Rounding.HALF_UP.value, _l("Round half up")),
    (Rounding.CEIL.value, _l("Round up")),
)
PRICE_BASES = ((Basis.EXCLUSIVE.value, _l("Without tax")), (Basis.INCLUSIVE.value, _l("Including tax")))


def day_in_words(day):
    """A closing or payment day: 31 is the month end."""
    return translate("Month end") if day == MONTH_END else translate("Day %(day)s", day=day)


ACCOUNT_TYPES = (("1", _l("Ordinary")), ("2", _l("Current")), ("4", _l("Savings")))

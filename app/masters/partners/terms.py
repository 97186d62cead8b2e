"""Terms of payment (締日・支払サイト) and the 60 days of the subcontracting law."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel import business_days
from app.kernel.errors import Rejected

MONTH_END = 31


class HolidayRule(StrEnum):
    """What happens to a payment date on which banks are closed."""

    BEFORE = "before"  # 前営業日
    AFTER = "after"  # 翌営業日
    KEEP = "keep"


@dataclass(frozen=True)
class PaymentTerms:
    """Closing day and payment day; 31 is the last day of the month (末), also in shorter months.

    ``months`` counts from the month of the closing date: 末日締め翌月末払い is (31, 1, 31).
    Raises Rejected when the payment would come before the closing or a figure is no day of a month.
    """

    closing_day: int = MONTH_END
    months: int = 1
    payment_day: int = MONTH_END
    holiday_rule: HolidayRule = HolidayRule.BEFORE

    def __post_init__(self):
        """Refuse terms that cannot be kept."""
        if not 1 <= self.closing_day <= MONTH_END:
            raise Rejected("The closing day is a day from 1 to 31; 31 is the month end.", "closing_day")
        if not 1 <= self.payment_day <= MONTH_END:
            raise Rejected("The payment day is a day from 1 to 31; 31 is the month end.", "payment_day")
        if not 0 <= self.months <= 12:
            raise Rejected("Payment follows within 0 to 12 months of the closing.", "months")
        if self.months == 0 and self.payment_day < self.closing_day:
            raise Rejected(
                "Payment in the month of the closing cannot come before the closing day.", "payment_day"
            )

    def closing_date(self, on: date) -> date:
        """Return the closing date (締日) of the period that holds ``on``."""
        closing = _day_of(on.year, on.month, self.closing_day)
        return closing if on <= closing else _months_later(on, 1, self.closing_day)

    def due_date(self, on: date) -> date:
        """Return the date of payment for what was received or accepted ``on`` this date."""
        nominal = _months_later(self.closing_date(on), self.months, self.payment_day)
        if self.holiday_rule is HolidayRule.BEFORE:
            return business_days.on_or_before(nominal)
        if self.holiday_rule is HolidayRule.AFTER:
            return business_days.on_or_after(nominal)
        return nominal


def must_pay_by(
    received: date, *, monthly_closing: bool = False, next_business_day_agreed: bool = False
) -> date:
    """Return the last lawful payment date: day 60 from the receipt, which is day 1 (procurement.md 7.1).

    Acceptance plays no part. With ``monthly_closing`` the authorities read 60 days as two months; the
    later of the two counts. When agreed in writing, a closed bank moves the limit to the next business
    day, by two days at most; otherwise the limit itself stays, and payment must come before the closed
    days.
    """
    limit = received + timedelta(days=59)
    if monthly_closing:
        limit = max(limit, _two_months_end(received))
    if next_business_day_agreed:
        moved = business_days.on_or_after(limit)
        if moved - limit <= timedelta(days=2):
            return moved
    return limit


def _two_months_end(first: date) -> date:
    # 民法143条: the period ends the day before the corresponding day, or on the month end when there is
    # none.
    year, month = _shifted(first, 2)
    if first.day > monthrange(year, month)[1]:
        return _day_of(year, month, MONTH_END)
    return date(year, month, first.day) - timedelta(days=1)


def _months_later(day: date, months: int, day_of_month: int) -> date:
    return _day_of(*_shifted(day, months), day_of_month)


def _shifted(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))

"""What a formula gives for the values of one record."""

import datetime as dt
import operator
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from app.records.formulas.functions import FUNCTIONS
from app.records.formulas.parts import Literal, Pair, Reference, Sign

_EXACT = Context(prec=40)
_COMPARED = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_LARGEST = {"decimal": Decimal(10) ** 14, "yen": Decimal(10) ** 15}
_LONGEST = 400


def result_of(part, values, kind):
    """The value of a field of `kind` (decimal, yen, text, date, bool) that the formula gives, None when it is empty.

    `values`: code → Decimal, text, date, bool or None (missing). Yen are rounded half up, other numbers to four places.
    """
    try:
        with localcontext(_EXACT):
            return _fitting(work(part, values), kind)
    except (ArithmeticError, ValueError, OverflowError):
        return None


def _fitting(value, kind):
    if isinstance(value, Decimal):
        value = value.quantize(Decimal(1) if kind == "yen" else Decimal("0.0001"), ROUND_HALF_UP)
        if abs(value) >= _LARGEST[kind]:
            return None
        return int(value) if kind == "yen" else value
    return value[:_LONGEST] if isinstance(value, str) else value


def work(part, values):
    """The value of a part. Raises ArithmeticError, ValueError, OverflowError for what has no value."""
    if isinstance(part, Literal):
        return part.value
    if isinstance(part, Reference):
        return values[part.name]
    if isinstance(part, Sign):
        inner = work(part.of, values)
        return None if inner is None else (not inner if part.sign == "not" else -inner)
    if isinstance(part, Pair):
        return _pair(part, values)
    return _call(part, values)


def _pair(part, values):
    left = work(part.left, values)
    if part.sign in ("and", "or"):
        decided = part.sign == "or"
        if left is decided:
            return decided
        right = work(part.right, values)
        if right is decided:
            return decided
        return None if left is None or right is None else not decided
    right = work(part.right, values)
    if left is None or right is None:
        return None
    if part.sign in _COMPARED:
        return _COMPARED[part.sign](left, right)
    return _sum(part.sign, left, right)


def _sum(sign, left, right):
    if isinstance(left, dt.date):
        if isinstance(right, dt.date):
            return Decimal((left - right).days)
        return left + dt.timedelta(days=int(right if sign == "+" else -right))
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if sign == "/":
        return left / right
    return left - right * (left / right).to_integral_value("ROUND_FLOOR")


def _call(part, values):
    if part.name == "if":
        condition = work(part.given[0], values)
        return None if condition is None else work(part.given[1 if condition else 2], values)
    if part.name == "empty":
        return work(part.given[0], values) in (None, "")
    given = [work(one, values) for one in part.given]
    if part.name == "concat":
        given = ["" if one is None else one for one in given]
    return None if None in given else FUNCTIONS[part.name].work(*given)

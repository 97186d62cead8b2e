"""How many pieces a shop is told (安全在庫と在庫の振り分け, ec §4.13)."""

from decimal import Decimal

WHOLE = 10_000
"""A share of everything, in 1/10,000."""


def sendable(available, rule=None):
    """The number a shop is told of `available` pieces, by a rule (`way`, `safety`, `share`, `cap`, `fixed`); never < 0.

    `share`: ⌊(available − safety) × share⌋ between 0 and `cap`. `fixed`: that number, whatever lies there (made to
    order). `never`: 0. Without a rule all whole pieces are told.
    """
    if rule is None:
        return max(int(Decimal(available) // 1), 0)
    if rule.way == "never":
        return 0
    if rule.way == "fixed":
        return rule.fixed or 0
    rest = Decimal(available) - rule.safety
    if rest <= 0:
        return 0
    told = int(rest * rule.share // WHOLE)
    return told if rule.cap is None else min(told, rule.cap)

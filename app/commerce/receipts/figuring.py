"""Amounts of a receipt per tax rate (適格簡易請求書): together exactly what was paid, one rounding for each rate."""

from collections import defaultdict


def rates(total, taxes, lines, fees):
    """`[(percent, amount with tax, tax)]`, highest rate first, adding up to `total` yen.

    `taxes`: the mall's own figures (percent, amount, tax), used as they are when they add up. Else the amounts of
    `lines` (percent, amount) with `fees` at 10 % are reduced in proportion by what was not paid in money (points,
    coupons); the tax in each is rounded down once.
    """
    given = sorted((rate, amount, tax) for rate, amount, tax in taxes)[::-1]
    if given and sum(amount for _rate, amount, _tax in given) == total:
        return given
    sums = defaultdict(int)
    for rate, amount in [(rate, amount) for rate, amount, _tax in given] or [*lines, (10, fees)]:
        sums[rate] += amount
    shares = _shared(total, {rate: amount for rate, amount in sums.items() if amount > 0})
    return [(rate, amount, amount * rate // (100 + rate)) for rate, amount in shares]


def _shared(total, sums):
    """`total` divided in proportion; the yen that rounding leaves go to the largest remainders."""
    whole = sum(sums.values())
    if not whole:
        return [(10, total)]
    parts = {rate: divmod(total * amount, whole) for rate, amount in sums.items()}
    left = total - sum(share for share, _rest in parts.values())
    first = sorted(parts, key=lambda rate: (-parts[rate][1], -rate))[:left]
    return [(rate, parts[rate][0] + (rate in first)) for rate in sorted(parts, reverse=True)]

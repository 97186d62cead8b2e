"""How figures and days are written on paper."""

from decimal import Decimal


def yen(amount):
    """`¥12,345`, negative `▲12,345`."""
    return f"▲{-amount:,}" if amount < 0 else f"¥{amount:,}"


def number(value, least=0):
    """A quantity or unit price without needless zeros, with at least that many decimals: `1,234.5`,
    `12.50`.
    """
    whole, _point, part = f"{Decimal(value):,.4f}".partition(".")
    part = part.rstrip("0").ljust(least, "0")
    return f"{whole}.{part}" if part else whole


def price(value):
    """A unit price: whole yen without decimals, else two to four."""
    return number(value, 0 if Decimal(value) == int(value) else 2)


def day(value):
    """`2026年11月21日`; nothing for None."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def short_day(value):
    """`2026/11/21`; nothing for None."""
    return f"{value:%Y/%m/%d}" if value else ""

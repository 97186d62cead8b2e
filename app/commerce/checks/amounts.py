"""Whether the amounts of an order add up. A mall's own figures are trusted; this only warns (ec.md §6.3)."""

FEES = ("postage", "cod_fee", "payment_fee", "wrapping", "other_fee")
DISCOUNTS = ("shop_coupon", "mall_coupon", "points", "other_discount")


def is_fixed(money):
    """False while the shop has not fixed the total or a fee (`-9999`, or nothing at all)."""
    return None not in (money.total, money.postage, money.cod_fee)


def is_unpriced(order):
    """Whether the order's format tells no prices (Amazon's report of what is to be sent), nor did another before."""
    return "lines.price" in order.partial and not any(line.price for line in order.lines)


def is_untold(order):
    """Whether the order's format tells no amounts, so that there is nothing to add up or to wait for."""
    return is_unpriced(order) or (order.money.total is None and "money.total" in order.partial)


def line_amount(line):
    """Yen of a line as the shop counts it: price times pieces less the line's discount; 0 for a cancelled one."""
    return 0 if line.cancelled else line.price * line.quantity - line.discount


def goods_of(order):
    """Yen of the goods: what the shop says, else the sum of the lines."""
    said = order.money.goods
    return sum(map(line_amount, order.lines)) if said is None else said


def expected_totals(order):
    """The totals that the parts may add up to: with the shop's sum of goods, and with the lines'.

    Tax that is not in the prices yet (line prices without tax) is added where the shop says it.
    """
    money = order.money
    rest = sum(getattr(money, fee) or 0 for fee in FEES) - sum(getattr(money, one) for one in DISCOUNTS)
    lines = sum(map(line_amount, order.lines))
    tax = 0 if all(line.included for line in order.lines) else sum(tax for _rate, _amount, tax in money.taxes)
    return {base + rest + more for base in (goods_of(order), lines) for more in {0, tax}}


def difference(order):
    """Yen between the order's total and the nearest sum of its parts; 0 when it adds up or is not fixed."""
    if not is_fixed(order.money) or not order.lines:
        return 0
    return min((order.money.total - one for one in expected_totals(order)), key=abs)

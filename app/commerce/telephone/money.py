"""What an order by telephone costs. Prices include tax; tax is rounded once for each rate (ec.md §6.2)."""

from dataclasses import dataclass, field

FEE_RATE = 10
"""Percent of tax in postage and fees."""


@dataclass(frozen=True)
class Costs:
    """Whole yen. `taxes`: `[(percent, amount with tax after the discount, tax therein)]`, the highest rate first."""

    goods: int = 0
    postage: int = 0
    cod_fee: int = 0
    discount: int = 0
    total: int = 0
    taxes: list = field(default_factory=list)


def costs(lines, *, postage=0, cod_fee=0, discount=0):
    """Costs of lines `[(yen a piece with tax, pieces, percent)]`.

    The discount is taken off every rate by its share: cut to whole yen, what remains goes to the largest fraction (of
    equal ones to the larger amount). It is never more than all the rest.
    """
    amounts = {}
    for price, pieces, rate in lines:
        amounts[rate] = amounts.get(rate, 0) + price * pieces
    goods = sum(amounts.values())
    if postage or cod_fee:
        amounts[FEE_RATE] = amounts.get(FEE_RATE, 0) + postage + cod_fee
    discount = min(discount, sum(amounts.values()))
    shares = apportion(discount, amounts)
    left = {rate: amount - shares[rate] for rate, amount in amounts.items()}
    taxes = [
        (rate, amount, amount * rate // (100 + rate)) for rate, amount in sorted(left.items(), reverse=True)
    ]
    return Costs(goods, postage, cod_fee, discount, sum(left.values()), taxes)


def apportion(yen, amounts):
    """`{key: share}` of `yen` by `{key: amount}`; the shares add up to it exactly."""
    whole = sum(amounts.values())
    if not whole:
        return dict.fromkeys(amounts, 0)
    shares = {key: yen * amount // whole for key, amount in amounts.items()}
    rest = yen - sum(shares.values())
    by_fraction = sorted(amounts, key=lambda key: (-(yen * amounts[key] % whole), -amounts[key]))
    for key in by_fraction[:rest]:
        shares[key] += 1
    return shares

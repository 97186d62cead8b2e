"""A line of an order as a source gives it to a deal."""

from app.trade.origins.kinds import OriginLine


def line_of(one, **more):
    """The OriginLine of an order's line, its amount only where it is not quantity x price. `more`: other facts."""
    return OriginLine(
        description=f"{one.name} {one.spec}".strip(),
        quantity=one.quantity,
        unit=one.unit,
        price=one.price,
        amount=one.amount if one.amount != one.quantity * one.price else None,
        **more,
    )

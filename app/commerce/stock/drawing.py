"""The picture of a product's stock over time, as points of a drawing."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 720, 120


@dataclass(frozen=True)
class Picture:
    """`days` `[(day, stock at its end)]`; `points` of the stepped line and `zero` in a WIDTH × HEIGHT drawing."""

    days: list
    points: str
    zero: float
    high: Decimal
    low: Decimal


def over_time(now, changes, until, length=90):
    """`[(day, stock at its end)]` of the last days, from what lies there `now` and `{day: sum of movements}`."""
    days, stock = [], Decimal(now)
    for back in range(length):
        day = until - dt.timedelta(days=back)
        days.append((day, stock))
        stock -= changes.get(day, 0)
    return days[::-1]


def picture(days):
    """The Picture of `over_time`. The axis is always within it, so that a small change does not look large."""
    values = [value for _day, value in days]
    high, low = max(*values, Decimal(0)), min(*values, Decimal(0))
    span = float(high - low) or 1.0

    def y(value):
        return round(HEIGHT - float(value - low) / span * HEIGHT, 1)

    step, points = WIDTH / len(values), []
    for place, value in enumerate(values):
        points += [f"{place * step:.1f},{y(value)}", f"{(place + 1) * step:.1f},{y(value)}"]
    return Picture(days, " ".join(points), y(Decimal(0)), high, low)

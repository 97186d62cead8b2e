"""What a carrier does not do at a place: every limit that holds there, laid over each other."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.masters.addresses.regions import is_island, number_of
from app.masters.carrier_limits.model import CarrierLimit

_FLAGS = ("no_cod", "no_slot", "no_cool", "no_collect")


@dataclass(frozen=True)
class Limits:
    """`relay_fee` in yen with tax and `extra_days` are the largest of those that hold; `rules` are their codes."""

    no_cod: bool = False
    no_slot: bool = False
    no_cool: bool = False
    no_collect: bool = False
    relay_fee: int = 0
    extra_days: int = 0
    rules: tuple = ()

    def __bool__(self):
        return bool(self.rules)


@dataclass(frozen=True)
class CarrierLimits:
    """The limits of the present tenant, read once: ask `at` for as many parcels as there are. Pure."""

    rows: tuple

    def at(self, carrier, code, jis=None, *, island=None):
        """The Limits of a carrier (its code) at a postal code in the municipality `jis`.

        `island`: what a mall says about the place, if it does (it is believed); None asks our own list.
        """
        surrounded = is_island(code, jis) if island is None else island
        there = number_of(jis or "")
        holding = [one for one in self.rows if _holds(one, carrier, code, there, surrounded)]
        return Limits(
            **{flag: any(getattr(one, flag) for one in holding) for flag in _FLAGS},
            relay_fee=max((one.relay_fee for one in holding), default=0),
            extra_days=max((one.extra_days for one in holding), default=0),
            rules=tuple(one.code for one in holding),
        )


def carrier_limits():
    """The CarrierLimits of the present tenant: one statement."""
    columns = (
        "code",
        "carrier",
        "postal_prefix",
        "prefecture",
        "islands",
        *_FLAGS,
        "relay_fee",
        "extra_days",
    )
    rows = session.execute(
        select(*(getattr(CarrierLimit, name) for name in columns))
        .where(CarrierLimit.state == "active")
        .order_by(CarrierLimit.code)
    ).all()
    return CarrierLimits(tuple(rows))


def _holds(row, carrier, code, there, surrounded):
    return (
        row.carrier in ("", carrier)
        and code.startswith(row.postal_prefix)
        and row.prefecture in ("", there)
        and (surrounded or not row.islands)
    )

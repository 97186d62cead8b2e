"""How long a parcel travels: the tenant's rows, and the starting rule where none fits."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.masters.addresses.regions import is_island, is_near, number_of
from app.masters.lead_times import settings
from app.masters.lead_times.choices import begins
from app.masters.lead_times.model import LeadTime
from app.platform.settings.choosing import values


@dataclass(frozen=True)
class Travel:
    """`days` on the road; `earliest_slot` of the last day ("" for any); `rule`: code of the row, "" for the start."""

    days: int
    earliest_slot: str = ""
    rule: str = ""

    def allows(self, slot):
        """Whether a time of day can be promised on the last day."""
        return not slot or begins(slot) >= begins(self.earliest_slot)


@dataclass(frozen=True)
class LeadTimes:
    """The rules of the present tenant, read once: ask `travel` for as many parcels as there are. Pure."""

    rows: tuple
    near: int
    far: int
    islands: int

    def travel(self, origin, code, jis):
        """The Travel from a prefecture (number, name or municipality) to a postal code in the municipality `jis`.

        The longest postal prefix wins, then a destination, then an origin, then the first code; archived rows are out.
        """
        here, there = number_of(origin or "") or "", number_of(jis or "") or ""
        fitting = [one for one in self.rows if _fits(one, here, there, code)]
        if fitting:
            best = min(fitting, key=_weight)
            return Travel(best.days, best.earliest_slot, best.code)
        if is_island(code, jis):
            return Travel(self.islands)
        return Travel(self.near if is_near(here, there) else self.far)


def lead_times():
    """The LeadTimes of the present tenant: two statements."""
    rows = session.execute(
        select(
            LeadTime.code,
            LeadTime.origin,
            LeadTime.destination,
            LeadTime.postal_prefix,
            LeadTime.days,
            LeadTime.earliest_slot,
        )
        .where(LeadTime.state == "active")
        .order_by(LeadTime.code)
    ).all()
    chosen = values()
    return LeadTimes(tuple(rows), *(chosen[one] for one in (settings.NEAR, settings.FAR, settings.ISLANDS)))


def _fits(row, here, there, code):
    return row.origin in ("", here) and row.destination in ("", there) and code.startswith(row.postal_prefix)


def _weight(row):
    return -len(row.postal_prefix), not row.destination, not row.origin, row.code

"""Which week, and whose. Read from an address."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.ids import id_of
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.activities.record import ACTIVITY

DAYS = 7
LATEST = 2200


@dataclass(frozen=True)
class Week:
    """`monday` to Sunday; `day` when only one day is reported. `who`: a colleague, else `scope` says whose."""

    monday: dt.date
    day: dt.date | None
    who: Any
    scope: str

    @property
    def days(self):
        """The days that are shown."""
        return [self.day] if self.day else [self.monday + dt.timedelta(days=one) for one in range(DAYS)]

    @property
    def moments(self):
        """`(from, before)`, as moments."""
        first, last = self.days[0], self.days[-1] + dt.timedelta(days=1)
        return tuple(dt.datetime.combine(day, dt.time(), JST) for day in (first, last))

    @property
    def question(self):
        """The question to the list of activities."""
        whose = {"owner_id.in": str(self.who)} if self.who else {"scope": self.scope}
        return question_from(shaped(ACTIVITY), whose)

    def moved(self, days):
        """What stands in the address of the week (or the day) so many days on."""
        shown = (self.day or self.monday) + dt.timedelta(days=days)
        return {"day" if self.day else "week": str(shown), **self.whose()}

    def whose(self):
        """What stands in the address of whose week it is."""
        return {"who": str(self.who)} if self.who else {"scope": self.scope or "all"}


def asked(arguments):
    """The Week of an address: one's own, this week, where it says nothing else."""
    day, week = _date(arguments.get("day")), _date(arguments.get("week"))
    shown = day or week or clock.today()
    scope = arguments.get("scope", "own")
    monday = shown - dt.timedelta(days=shown.weekday())
    return Week(monday, day, id_of(arguments.get("who")), "" if scope == "all" else scope)


def _date(text):
    try:
        found = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 1900 < found.year < LATEST else None

"""What a forecast is asked: the scope, whose, which months, which snapshots. Read from an address."""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.kernel import clock
from app.records.layouts.shaping import shaped
from app.records.lists.asking import Question, question_from
from app.sales.forecasts.adjusting import adjusted, with_months
from app.sales.forecasts.comparing import compared
from app.sales.forecasts.periods import period
from app.sales.forecasts.queries import days_kept, outcomes, stands
from app.sales.judgements.months import later
from app.sales.opportunities.record import OPPORTUNITY


@dataclass(frozen=True)
class Asked:
    """`question`: which opportunities, of all outcomes; `first`: of twelve months; `since`, `until`: days of snapshots.

    `until` None is now, `since` None: there is no snapshot yet. `by`: owner or department. `judged`: changes in
    amounts as managers judged them.
    """

    question: Question
    first: dt.date
    by: str
    period: str
    since: dt.date | None
    until: dt.date | None
    days: list
    judged: bool = False

    def parts(self):
        """`{name: Part}`: what changed between the two."""
        first, end = period(self.period, clock.today())
        before, after = self.before_and_after()
        parts = compared(before, after, outcomes(self.question, self.until or clock.today()), first, end)
        return with_months(parts, *self.months()) if self.judged else parts

    def months(self):
        """`{(month, owner): Adjusted}` then and now, of the months that managers judged as a whole."""
        within = period(self.period, clock.today())
        return [
            adjusted(self.question, day, *within) if self.judged else {} for day in (self.since, self.until)
        ]

    def before_and_after(self):
        """`{id: Stand}` then and now."""
        before = stands(self.question, self.since, judged=self.judged)
        return before, stands(self.question, self.until, self.since, judged=self.judged)

    def address(self):
        """What stands in the address besides the months: `{name: value}`."""
        asked = {
            name: value for name, value in self.question.address().items() if name not in ("standing", "sort")
        }
        figures = "judged" if self.judged else ""
        chosen = {
            "by": self.by,
            "figures": figures,
            "period": self.period,
            "since": self.since,
            "until": self.until,
        }
        return asked | {name: str(value) for name, value in chosen.items() if value}

    def listed(self, **more):
        """The address of a list of opportunities that answers the same, and `more`."""
        kept = {
            name: value for name, value in self.question.address().items() if name not in ("standing", "sort")
        }
        return urlencode(kept | {name.replace("__", "."): value for name, value in more.items()}, doseq=True)


def asked(arguments):
    """The Asked of an address; what cannot be read is as if it were not there."""
    question = question_from(shaped(OPPORTUNITY), arguments)
    question = replace(question, chosen={**question.chosen, "standing": "all"}, ids=(), columns=())
    days = days_kept()
    kept = {str(day): day for day in days}
    until = kept.get(arguments.get("until", ""))
    earlier = [day for day in days if day < (until or clock.today() + dt.timedelta(days=1))]
    since = kept.get(arguments.get("since", ""))
    return Asked(
        question,
        _month(arguments.get("from", "")),
        "organisation_id" if arguments.get("by") == "organisation_id" else "owner_id",
        arguments.get("period", "quarter"),
        since if since in earlier else next(iter(earlier), None),
        until,
        days,
        arguments.get("figures") == "judged",
    )


def _month(text):
    try:
        return later(dt.date.fromisoformat(f"{text}-01"), 0)
    except ValueError:
        return later(clock.today(), 0)

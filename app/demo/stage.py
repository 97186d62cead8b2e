"""Being somebody at some moment: every scene acts as a person, in their company, at a clock set to that day."""

import datetime as dt
import uuid
from contextlib import contextmanager

from app.access.users.queries import actor_of
from app.kernel import business_days, clock, context, tenancy
from app.kernel.context import acting_as
from app.kernel.db import session


class Stage:
    """Holds the people and the day. `with stage.as_("sato", at): …` commits at its end, as a request would."""

    def __init__(self, known):
        self.known = known
        self._actors = {}

    @contextmanager
    def as_(self, login, at):
        """Act as the person with that login at an aware moment."""
        tenant_id, user_id = self.known[login]
        tenancy.enter(tenant_id)
        if login not in self._actors:
            self._actors[login] = actor_of(user_id)
        with clock.frozen(at), acting_as(self._actors[login]):
            yield self._actors[login]
            session.commit()
        session.expunge_all()
        tenancy.enter(None)

    def tenant_of(self, login):
        """The tenant a person belongs to."""
        return self.known[login][0]


def office_hours(day, hour, minute=0):
    """A moment in Japan on `day`, moved to the next business day when the office is closed."""
    return dt.datetime.combine(business_days.on_or_after(day), dt.time(hour, minute), clock.JST)


def moment(day, hour, minute=0):
    """A moment in Japan on that very day: shops work on holidays, too."""
    return dt.datetime.combine(day, dt.time(hour, minute), clock.JST)


def row(model, record_id):
    """The row of the present tenant with that id."""
    return session.get(model, (context.tenant_id(), uuid.UUID(str(record_id))))

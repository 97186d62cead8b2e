"""Four companies around a deal, for tests on one connection and on several."""

from types import SimpleNamespace

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.platform.jobs.model import Job
from app.trade.deals.opening import open_deal
from app.trade.notices.ringing import RING
from app.trade.notices.tasks import ring
from app.trade.organisations.arranging import add_organisation, set_members
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern
from tests.support.people import Person

EXPORT = Pattern("export", "FCL", brokered=True, coastal=False)
PEOPLE = {
    "SHIPPER": (Person("yamada", "trade_clerk"), ["SH"]),
    "BROKER": (Person("kanda", "supplier_admin"), ["FW", "CB"]),
    "HAULIER": (Person("suzuki", "supplier_admin"), ["RT", "WH"]),
    "LINE": (Person("foreign", "trade_clerk"), ["OC", "NV"]),
}


def settled(inside):
    """The companies, with `as_(code)`, `open(…)` and `invite(…)`. `inside(person)`: a context in which one acts."""
    made = {}
    for code, (person, types) in PEOPLE.items():
        with inside(person):
            made[code] = add_organisation(code, types, name=f"{code} 本店", prefecture="13")
            set_members(made[code], [person.user_id])
            session.flush()

    def as_(code):
        return inside(PEOPLE[code][0])

    def opened(name="衣料 60 箱 横浜–シンガポール", pattern=EXPORT, code="SHIPPER", business_type="SH"):
        with as_(code):
            return open_deal(name, pattern, made[code], business_type).deal.id

    def invited(deal_id, by, code, business_type, **options):
        with as_(by):
            entered = enter(deal_id, lock=True)
            return invite(entered, found_by_code(code), business_type, **options)[1]

    def rung(deal_id):
        """Wake the companies that are told of what was done in the deal, as the job after each act does."""
        asked = select(Job.id).where(Job.name == RING, Job.subject_id == deal_id, Job.state == "pending")
        bells = []
        for code in PEOPLE:
            with as_(code):
                bells += [(job, code) for job in session.scalars(asked)]
        for job, code in sorted(bells):
            with as_(code):
                bell = session.get(Job, (context.tenant_id(), job))
                ring(**bell.arguments)
                bell.state = "done"

    return SimpleNamespace(people=PEOPLE, made=made, as_=as_, open=opened, invite=invited, ring=rung)

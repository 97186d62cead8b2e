"""問合せ専用の取引: one deal for an inquirer and an answerer, however often it is asked for (R72)."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.trade import sight
from app.trade.deals.opening import open_deal, reopen
from app.trade.partners.inviting import invite
from app.trade.rooms.model import Deal
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

PATTERN = Pattern("export", "FCL", brokered=True, coastal=True)
"""The one in which every business type takes part."""
GRANTS = {"attachment": sight.WRITE}
"""Messages and free attachments are all that an inquiry needs."""


def inquire(organisation, business_type, answerer, answering_type):
    """The inquiry of `organisation` (one acted for) to `answerer` (a row that a search found), each as a business type.

    It is opened when there is none, and opened again when it was closed. Returns it entered. Raises Rejected.
    """
    if organisation.id == answerer.id:
        raise Rejected("An inquiry goes to another organisation.")
    key = f"{organisation.id}:{business_type}:{answerer.id}:{answering_type}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    there = session.scalar(select(Deal.id).where(Deal.inquiry_key == key))
    if there is not None:
        return _open_again(enter(there, lock=True))
    name = f"{organisation.company_name} → {answerer.company_name}"
    entered = open_deal(name, PATTERN, organisation, business_type, inquiry_key=key, grants=GRANTS)
    return invite(enter(entered.deal.id, lock=True), answerer, answering_type, grants=GRANTS)[0]


def _open_again(entered):
    if entered.deal.status != "open":
        reopen(entered)
        return enter(entered.deal.id)
    return entered

"""What customers wish changed: kept as a wish that a clerk decides, or done at once where the tenant allows it."""

import datetime as dt

from sqlalchemy import select

from app.commerce.alerts.model import Alert
from app.commerce.customer_pages import settings
from app.commerce.customer_pages.model import OrderRequest
from app.commerce.persons.person import PERSON_FIELDS
from app.commerce.slips.addressing import readdress
from app.commerce.slips.alerting import raise_alert, recount
from app.commerce.slips.model import SLOTS, Slip
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import UNPICKED
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.platform.audit import record
from app.platform.settings import value_of

PERSONAL = ("family", "given", "postal", "prefecture", "city", "street", "building", "phone")


def wish(slip, *, wished_on=None, slot=None, **recipient):
    """What the customer wishes of a slip: a day, a time, fields of the recipient. Returns the OrderRequest.

    Raises Rejected for days that cannot be, for nothing new, and once the slip is being packed.
    """
    how = value_of(settings.CHANGES)
    slip = _locked(slip)
    if how == "none":
        raise Rejected("Changes are not possible here. Please ask us.")
    if slip.status not in UNPICKED or slip.carried_by_id is not None:
        raise Rejected("The parcel is being packed already. Please ask us.")
    wanted = _wanted(slip, wished_on, slot, recipient)
    _refuse_second(slip)
    request = OrderRequest(order_id=slip.order_id, slip_id=slip.id, wish=wanted, created_at=clock.now())
    session.add(request)
    session.flush()
    if how == "at_once" and not set(wanted) & set(PERSON_FIELDS):
        _do(slip, wanted)
        request.state, request.decided_at = "accepted", clock.now()
    else:
        raise_alert(slip.order_id, "customer_wish", slip_id=slip.id)
        recount([slip.order_id])
        settle([slip.id], why="customer")
    record("order.wished", slip, label=_label(slip), fields=sorted(wanted), state=request.state)
    publish("customer.wished", slip=slip, request=request)
    return request


def accept(request, *, by=None):
    """Do what was wished. Raises Rejected when the parcel is packed by now."""
    by = by or context.actor()
    slip = _locked(request.slip_id)
    _undecided(request)
    if slip.status not in (*UNPICKED, "held"):
        raise Rejected("The parcel is being packed already. Take it back first, or decline.")
    _do(slip, request.wish, by=by)
    _decide(request, slip, "accepted", "", by)


def decline(request, answer, *, by=None):
    """Say no, with words that the customer reads."""
    by = by or context.actor()
    if not answer.strip():
        raise Rejected("Please tell the customer why.", "answer")
    slip = _locked(request.slip_id)
    _undecided(request)
    _decide(request, slip, "declined", answer.strip(), by)


def _wanted(slip, wished_on, slot, recipient):
    """Only what differs from what stands there."""
    if wished_on is not None and not _possible(wished_on):
        raise Rejected("Please choose a day from tomorrow on, within %(n)s days.", "wished_on", n=_farthest())
    if slot is not None and slot not in SLOTS:
        raise Rejected("Please choose one of the offered values.", "slot")
    wanted = {
        name: value.strip()
        for name, value in recipient.items()
        if name in PERSONAL and value is not None and value.strip() != getattr(slip.recipient, name)
    }
    if wished_on is not None and wished_on != slip.wished_on:
        wanted["wished_on"] = wished_on.isoformat()
    if slot is not None and slot != slip.slot:
        wanted["slot"] = slot
    if not wanted:
        raise Rejected("There is nothing to change: it stands like that already.")
    return wanted


def _possible(day):
    return clock.today() < day <= clock.today() + dt.timedelta(days=_farthest())


def _farthest():
    return value_of(settings.FARTHEST_DAYS)


def _refuse_second(slip):
    waiting = select(OrderRequest.id).where(OrderRequest.slip_id == slip.id, OrderRequest.state == "open")
    if session.scalars(waiting).first() is not None:
        raise Rejected("Your last wish is still with us. Please wait for the answer.")


def _do(slip, wanted, by=None):
    changes = {}
    if "wished_on" in wanted:
        changes["wished_on"] = [slip.wished_on, wanted["wished_on"]]
        slip.wished_on = dt.date.fromisoformat(wanted["wished_on"])
    if "slot" in wanted:
        changes["slot"] = [slip.slot, wanted["slot"]]
        slip.slot = wanted["slot"]
    if changes:
        slip.version += 1
        slip.changed_at = clock.now()
        record("slip.changed", slip, by=by, label=_label(slip), changes=changes)
    person = {name: wanted[name] for name in PERSONAL if name in wanted}
    if person:
        readdress(slip, by=by, **person)
    session.flush()


def _decide(request, slip, state, answer, by):
    request.state, request.answer, request.by_name, request.decided_at = state, answer, by.name, clock.now()
    record(f"order.wish_{state}", slip, by=by, label=_label(slip))
    session.flush()
    for alert in session.scalars(
        select(Alert).where(
            Alert.slip_id == slip.id, Alert.kind == "customer_wish", Alert.answered_at.is_(None)
        )
    ):
        alert.answer, alert.answered_by, alert.answered_at = state, by.name, clock.now()
    recount([slip.order_id])
    settle([slip.id], why="customer")
    publish("customer.answered", slip_id=slip.id)


def _undecided(request):
    session.scalars(
        select(OrderRequest)
        .where(OrderRequest.id == request.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if request.state != "open":
        raise Conflict("Somebody else has answered this already.")


def _locked(slip):
    return session.scalars(
        select(Slip)
        .where(Slip.id == getattr(slip, "id", slip))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _label(slip):
    return f"{slip.order_number}-{slip.slip_no}"

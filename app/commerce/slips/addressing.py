"""Correcting to whom and where a slip goes."""

from dataclasses import fields, replace

from sqlalchemy import select

from app.commerce.alerts.model import Alert
from app.commerce.checks.looking import ADDRESS_FINDINGS
from app.commerce.persons.keys import keys_of
from app.commerce.persons.person import Person
from app.commerce.slips.statuses import BEFORE_SHIPPING
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.addresses.checking import check_address
from app.masters.addresses.regions import number_of
from app.masters.addresses.splitting import split_address
from app.platform.audit import record


def readdress(slip, *, by=None, address=None, **changes):
    """Change the recipient of a slip: fields of Person, or `address` in one line, which is split.

    Keys, region and island follow, and alerts about the old address are closed. The trail names the fields, never what
    stands in them; what the shop said stays with the order (`received`). Raises Rejected once it is shipped.
    """
    if slip.status not in BEFORE_SHIPPING:
        raise Rejected("The parcel has left already. Its address cannot be changed.")
    by = by or context.actor()
    if address is not None:
        parts = split_address(address, changes.get("postal", slip.recipient.postal))
        changes |= {
            "prefecture": parts.prefecture, "city": parts.city, "street": parts.street, "building": parts.building,
        }  # fmt: skip
    person = replace(slip.recipient, **changes)
    changed = [
        one.name for one in fields(Person) if getattr(person, one.name) != getattr(slip.recipient, one.name)
    ]
    if not changed:
        return
    keys, checked = keys_of(person), check_address(person.postal, person.address)
    slip.recipient = person
    slip.phone_key, slip.name_key, slip.address_key = keys.phone_key, keys.name_key, keys.address_key
    slip.region = number_of(person.prefecture) or slip.region
    slip.island = checked.island
    slip.version += 1
    slip.changed_at = clock.now()
    record("slip.readdressed", slip, by=by, label=f"{slip.order_number}-{slip.slip_no}", fields=changed)
    _close(slip, {ADDRESS_FINDINGS[one] for one in checked.findings}, person, by)


def _close(slip, still, person, by):
    """Answer the alerts about this recipient that hold no more."""
    mended = {*ADDRESS_FINDINGS.values()} - still
    mended |= {"phone_missing", "phone_lost_zero"} if person.phone else set()
    session.flush()
    for alert in session.scalars(
        select(Alert).where(Alert.slip_id == slip.id, Alert.kind.in_(mended), Alert.answered_at.is_(None))
    ):
        alert.answer, alert.answered_by, alert.answered_at = "edit", by.name, clock.now()

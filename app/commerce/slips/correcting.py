"""Correcting a recipient at the desk: the address, what the checks said of it, and where the slip belongs then."""

from app.commerce.slips.addressing import readdress
from app.commerce.slips.alerting import recount
from app.commerce.slips.changing import expect
from app.commerce.slips.settling import settle


def correct_recipient(slip, fields, *, version=None, by=None):
    """Set fields of the recipient. Raises Rejected once it is shipped, Conflict when somebody else changed the slip."""
    expect(slip, version)
    readdress(slip, by=by, **fields)
    recount([slip.order_id])
    settle([slip.id], why="alert")

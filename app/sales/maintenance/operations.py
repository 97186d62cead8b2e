"""Asking for a maintenance of owners, by the bulk changes of the kit."""

import datetime as dt
import uuid

from app.kernel import clock
from app.kernel.clock import JST
from app.kernel.errors import Rejected
from app.masters.responsible import check_owner
from app.records.changes.operations import ask_for
from app.sales.maintenance.working import ADD, END, REPLACE

ACTION = "owners"


def maintain(kind, question, content):
    """Do it to every record that the question finds: now, or on the day it takes effect. Raises Rejected."""
    check(content)
    day = dt.date.fromisoformat(content["on"])
    later = dt.datetime.combine(day, dt.time(), JST) if day > clock.today() else None
    return ask_for(kind, question, ACTION, content, later=later)


def check(content):
    """Refuse what would leave a record without a person in charge, or says too little. Raises Rejected with a field."""
    verb, out, new = content["verb"], content.get("from"), content.get("to")
    if verb in (END, REPLACE) and not out:
        raise Rejected("Choose whose part it is.", "owner")
    if verb in (ADD, REPLACE) and not new:
        raise Rejected("Choose who takes it on.", "to")
    if verb == REPLACE and out == new:
        raise Rejected("Choose somebody else.", "to")
    if verb == REPLACE:
        _may_take_over(uuid.UUID(new))


def _may_take_over(new):
    try:
        check_owner({"owner_id": new}, None)
    except Rejected as refused:
        raise Rejected(refused.message, "to", **refused.values) from refused

"""The way of a slip (ec.md §4.1), as data: who may go where, and by what."""

from dataclasses import dataclass

from app.kernel.i18n import _l

NEW, CHECK, UNPAID, UNALLOCATED, SHORT, READY, WORKING, SHIPPED, DONE, HELD, CANCELLED, RETURNED = STATUSES = (
    "new", "check", "unpaid", "unallocated", "short", "ready", "working", "shipped", "done", "held", "cancelled",
    "returned",
)  # fmt: skip

OPEN = (NEW, CHECK, UNPAID, UNALLOCATED, SHORT, READY, WORKING, HELD)
"""Statuses of slips that somebody still has to work on; partial indexes are made for them."""
BEFORE_SHIPPING = OPEN
UNPICKED = (NEW, CHECK, UNPAID, UNALLOCATED, SHORT, READY)
"""Nothing of it is packed yet: it may be split, bundled and changed."""


@dataclass(frozen=True)
class Status:
    """`label` English msgid, `tone` of its chip (docs/components.md)."""

    name: str
    label: str
    tone: str


LABELS = {
    one.name: one
    for one in (
        Status(NEW, _l("Just in"), "draft"),
        Status(CHECK, _l("Needs a look"), "problem"),
        Status(UNPAID, _l("Waiting for payment"), "waiting"),
        Status(UNALLOCATED, _l("Waiting for allocation"), "waiting"),
        Status(SHORT, _l("Waiting for goods"), "problem"),
        Status(READY, _l("Waiting to ship"), "info"),
        Status(WORKING, _l("Being packed"), "waiting"),
        Status(SHIPPED, _l("Parcel sent"), "done"),
        Status(DONE, _l("Finished"), "closed"),
        Status(HELD, _l("On hold"), "problem"),
        Status(CANCELLED, _l("Order cancelled"), "closed"),
        Status(RETURNED, _l("Came back"), "closed"),
    )
}

MOVES = {
    NEW: (CHECK, UNPAID, UNALLOCATED, HELD, CANCELLED),
    CHECK: (NEW, UNPAID, UNALLOCATED, HELD, CANCELLED),
    UNPAID: (CHECK, UNALLOCATED, HELD, CANCELLED),
    UNALLOCATED: (CHECK, UNPAID, SHORT, READY, HELD, CANCELLED),
    SHORT: (CHECK, UNALLOCATED, READY, HELD, CANCELLED),
    READY: (CHECK, UNALLOCATED, SHORT, WORKING, HELD, CANCELLED),
    WORKING: (READY, SHIPPED, HELD, CANCELLED),
    SHIPPED: (WORKING, DONE, RETURNED),
    DONE: (SHIPPED, RETURNED),
    HELD: (NEW, CHECK, UNPAID, UNALLOCATED, SHORT, READY, WORKING, CANCELLED),
    CANCELLED: (NEW,),
    RETURNED: (),
}
"""`{from: (to, …)}`. Who asks and what must hold besides is the business of the verbs in `moving`."""

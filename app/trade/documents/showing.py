"""The documents of a deal as one seat is shown them: kind by kind, what is there and what is waited for."""

from dataclasses import dataclass

from app.kernel.i18n import _l
from app.trade import sight
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.kinds.describing import Kind
from app.trade.documents.model import TradeDocument
from app.trade.documents.queries import Held, documents_in
from app.trade.rooms.facing import face_told
from app.trade.rooms.noting import attributed_at

STATES = {
    "none": (_l("Not there yet"), "closed"),
    "draft": (_l("Draft, only for you"), "draft"),
    "sent": (_l("Sent as official"), "done"),
    "edited": (_l("Changed since sending"), "waiting"),
    "withdrawn": (_l("Withdrawn"), "problem"),
}


@dataclass(frozen=True)
class Shown:
    """A row of the grid: a kind, and one document of it or none (`held`).

    `author`: the seat believed to have made it, `author_name` its name. `expected`: the name of the partner that
    usually writes the kind; `next`: it is the first that has not been sent. `creatable`: the reader may make one.
    """

    kind: Kind
    held: Held | None
    state: str
    author: object = None
    author_name: str = ""
    expected: str = ""
    next: bool = False
    creatable: bool = False

    @property
    def state_label(self):
        """The state in words (lazy)."""
        return STATES[self.state][0]

    @property
    def tone(self):
        """The tone of its chip."""
        return STATES[self.state][1]


def grid(entered):
    """The `Shown` rows of a deal for the acting seat, in the order of the pattern. One statement.

    Kinds that it may not read are not there (R14). Who is waited for follows from the partners it sees and their
    business types alone: rights that others were given, and hidden partners, leave no trace in it.
    """
    by_kind = {}
    for held in documents_in(entered):
        by_kind.setdefault(held.row.kind, []).append(held)
    rows, waiting = [], True
    for name in entered.rules.kinds():
        if not entered.allowed(name):
            continue
        there = by_kind.get(name, [])
        done = any(one.row.status in ("sent", "edited") for one in there)
        expected = "" if done else expected_from(entered, KINDS[name])
        following = bool(waiting and expected)
        waiting = waiting and not following
        rows += _rows(entered, KINDS[name], there, expected, following)
    return rows


def _rows(entered, kind, there, expected, following):
    creatable = entered.looker is None and sight.may_create(entered.room, entered.seat, kind.name)
    if not there:
        return [Shown(kind, None, "none", expected=expected, next=following, creatable=creatable)]
    return [
        Shown(
            kind,
            held,
            held.row.status,
            author=attributed_at(entered, held.row.links, held.row.created_at),
            author_name=author_of(entered, held.row),
            expected=expected,
            next=following and number == 0,
            creatable=creatable,
        )
        for number, held in enumerate(there)
    ]


def expected_from(entered, kind):
    """The name of the partner that usually writes a kind, among those the reader sees; empty if there is none."""
    seen = entered.partners()
    for business_type in kind.by:
        for seat in seen:
            able = sight.ceiling(entered.room, business_type, kind.name) == sight.WRITE
            if able and seat.business_type == business_type:
                return name_of(entered, seat.id)
    return ""


def author_of(entered, row):
    """The name of whom the reader was told of when a TradeDocument was begun, or a DocumentVersion sent."""
    at = row.created_at if isinstance(row, TradeDocument) else row.sent_at
    return name_of(entered, attributed_at(entered, row.links, at))


def name_of(entered, seat_id):
    """Company and organisation of a seat that the reader has been told of."""
    return face_told(entered, seat_id).line

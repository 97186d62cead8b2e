"""What a deal is about, in a line: vessel, voyage, numbers, ports, days. References to what its documents share.

Nobody reads a shared field but through a document that carries it and that they may read (R14, R55): so a value stands
in the heading of a deal for those alone who can read one such document there.
"""

from dataclasses import dataclass, field

from sqlalchemy import select, tuple_

from app.kernel.db import session
from app.trade import sight
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.kinds.shared import (
    BL_NUMBER,
    BOOKING_NUMBER,
    CALL_SIGN,
    CONTAINERS,
    ETA,
    ETD,
    IMO,
    POD,
    POD_NAME,
    POL,
    POL_NAME,
    SCAC,
    VESSEL_NAME,
    VOYAGE,
)
from app.trade.documents.model import DocumentAccess, RootField, TradeDocument
from app.trade.documents.queries import documents_in, roots_of
from app.trade.documents.wording import written
from app.trade.organisations.queries import own_organisations
from app.trade.rooms.model import Deal, Participation
from app.trade.rooms.queries import room_of
from app.trade.rulebooks.patterns import MARKS
from app.trade.rulebooks.queries import rules_among

FACTS = (VESSEL_NAME, VOYAGE, CALL_SIGN, IMO, BOOKING_NUMBER, SCAC, BL_NUMBER)
FACTS += (POL, POL_NAME, POD, POD_NAME, ETD, ETA)
NAMES = tuple(one.name for one in FACTS)


@dataclass(frozen=True)
class Heading:
    """The shared values that one reader may know of, by name; `containers` their numbers."""

    values: dict = field(default_factory=dict)
    containers: tuple = ()

    def text(self, name):
        """A value in words, empty for none."""
        return written(next(one for one in FACTS if one.name == name), self.values.get(name))

    def place(self, name):
        """A port (`pol`, `pod`): its name, or its code where that is all there is."""
        return self.values.get(f"{name}_name") or self.values.get(name, "")

    @property
    def facts(self):
        """`[(label, text)]` of what is known."""
        return [(one.label, self.text(one.name)) for one in FACTS if one.name in self.values]

    @property
    def route(self):
        """Port to port, as far as they are known."""
        return " → ".join(filter(None, (self.place("pol"), self.place("pod"))))

    @property
    def voyage(self):
        """Vessel and voyage in one."""
        return " ".join(filter(None, (self.text("vessel_name"), self.text("voyage"))))

    def __bool__(self):
        """Whether anything is known."""
        return bool(self.values or self.containers)


def heading_of(entered):
    """The Heading of a deal for its reader. One statement beside the documents'."""
    names = carried(held.row.kind for held in documents_in(entered))
    if not names:
        return Heading()
    return _heading({name: one.value for name, one in roots_of(entered.deal.id).items()}, names)


def headings(seats):
    """`{seat id: Heading}` of own seats `[(deal id, seat id)]` in many deals, in five statements."""
    names = carried_for(seats)
    if not names:
        return {seat: Heading() for _deal, seat in seats}
    asked = select(RootField.deal_id, RootField.path, RootField.value).where(
        RootField.deal_id.in_({deal for deal, _seat in seats}),
        RootField.path.in_((*NAMES, CONTAINERS.name)),
    )
    roots = {}
    for deal_id, path, value in session.execute(asked):
        roots.setdefault(deal_id, {})[path] = value
    return {seat: _heading(roots.get(deal, {}), names.get(seat, frozenset())) for deal, seat in seats}


def _heading(roots, names):
    boxes = roots.get(CONTAINERS.name) if CONTAINERS.name in names else None
    return Heading(
        {name: roots[name] for name in NAMES if name in names and roots.get(name) is not None},
        tuple(row["number"] for row in boxes or () if "number" in row),
    )


def carried(kinds):
    """Names of the shared fields that documents of these kinds carry."""
    return frozenset().union(*(KINDS[one].shared for one in kinds))


def carried_for(seats):
    """`{seat id: names of the shared fields it can read}` of own seats `[(deal id, seat id)]`; four statements."""
    if not seats:
        return {}
    there = tuple_(Participation.deal_id, Participation.id).in_(seats)
    rows = session.execute(
        select(Participation, Deal).join(Deal, Deal.id == Participation.deal_id).where(there)
    ).all()
    rules = rules_among({deal.pattern for _part, deal in rows})
    organisations = {one.id: one for one in session.scalars(own_organisations())}
    rooms = {
        part.id: room_of(deal, [part], rules[deal.pattern], organisations)
        for part, deal in rows
        if part.organisation_id in organisations
    }
    readable = {}
    for seat, paper in _papers(there):
        if seat in rooms and sight.effective(rooms[seat], seat, paper) >= sight.READ:
            readable.setdefault(seat, set()).add(paper.kind)
    return {seat: carried(kinds) for seat, kinds in readable.items()}


def _papers(there):
    """`(seat id, sight.Paper)`: the sorts of documents there are for each seat, alike ones once. One statement."""
    asked = (
        select(
            Participation.id,
            TradeDocument.kind,
            TradeDocument.creator_id == Participation.id,
            TradeDocument.version > 0,
            TradeDocument.restricted,
            DocumentAccess.mark,
        )
        .join(TradeDocument, TradeDocument.deal_id == Participation.deal_id)
        .outerjoin(
            DocumentAccess,
            (DocumentAccess.deal_id == TradeDocument.deal_id)
            & (DocumentAccess.document_id == TradeDocument.id)
            & (DocumentAccess.participation_id == Participation.id),
        )
        .where(there, TradeDocument.status != "deleted")
        .distinct()
    )
    for seat, kind, own, published, restricted, mark in session.execute(asked):
        levels = {seat: MARKS[mark or "-"]} if restricted else None
        yield seat, sight.Paper(None, kind, seat if own else None, published, levels)

"""Entering a room: a deal with everything `trade.sight` needs to decide, seen from one seat."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.trade import sight
from app.trade.organisations.queries import acted_for, organisations_in
from app.trade.rooms.model import Deal, Participation
from app.trade.rulebooks.model import Rulebook
from app.trade.rulebooks.patterns import MARKS
from app.trade.rulebooks.queries import in_force, rules_from


@dataclass
class Entered:
    """A deal as the people of one seat enter it.

    `seat`: the id acted for (立場), `mine`: all own seats. `room`: what `sight` reads. `organisations`: rows by id.
    `looker`: the inviter who looks as `seat` does; then only what both may know is shown, by what both believe.
    Whatever of it is shown goes through `sight`: the rows hold hidden partners too.
    """

    deal: Deal
    participations: dict
    room: sight.Room
    rules: object
    organisations: dict
    mine: list
    seat: object
    looker: object = None
    once: dict = field(default_factory=dict)

    def read_once(self, name, read):
        """What `read()` gives, asked once for as long as the deal is entered: parts of a page that need the same."""
        if name not in self.once:
            self.once[name] = read()
        return self.once[name]

    @property
    def eyes(self):
        """The seats through which everything shown has to pass, in this order."""
        return (self.seat,) if self.looker is None else (self.seat, self.looker)

    def organisation(self, seat_id):
        """The organisation's row of a seat; ask `sight.sees` before it is shown."""
        return self.organisations[self.participations[seat_id].organisation_id]

    def believed(self, seat_id):
        """The seat that the reader believes to have acted when `seat_id` acts now."""
        for eye in self.eyes:
            seat_id = sight.believed(self.room, eye, seat_id)
        return seat_id

    def partners(self):
        """The active seats that the reader may know of."""
        seen = sight.partners(self.room, self.seat)
        return [one for one in seen if all(sight.sees(self.room, eye, one.id) for eye in self.eyes)]

    def allowed(self, kind):
        """What the reader may do with documents of a kind."""
        return min(sight.allowed(self.room, eye, kind) for eye in self.eyes)

    def level(self, paper):
        """What the reader may do with a document (`sight.Paper`)."""
        return min(sight.effective(self.room, eye, paper) for eye in self.eyes)


def room_of(deal, participations, rules, organisations):
    """The `sight.Room` of a deal."""
    seats = {}
    for one in participations:
        organisation = organisations[one.organisation_id]
        seats[one.id] = sight.Seat(
            id=one.id,
            organisation=one.organisation_id,
            business_type=one.business_type,
            inviter=one.inviter_id,
            hidden=one.hidden,
            active=one.status == "active",
            enabled=organisation.enabled,
            entitled=one.business_type in organisation.types,
            grants={kind: MARKS[mark] for kind, mark in one.grants.items()},
        )
    return sight.Room(
        seats=seats,
        ceilings=rules.ceilings,
        may_hide=rules.may_hide,
        open=deal.status == "open",
        ancestors_see=deal.ancestors_see,
    )


def enter(deal_id, seat_id=None, *, lock=False):
    """The deal as the actor enters it, or Missing: for those outside there is no such deal (R7, R8).

    `seat_id`: which of the own seats to act for (default: of the preferred organisation). `lock`: nobody else writes
    in the deal until the transaction ends; what was decided before is decided again on what is true then (R24).
    """
    return _seated(_read(deal_id, lock), seat_id)


def enter_as(deal_id, seat_id):
    """The deal from one seat of this tenant, whoever acts: for jobs. Missing when the seat is not there any more."""
    entered = _read(deal_id)
    part = entered.participations.get(seat_id)
    if part is None or part.tenant_id != context.tenant_id() or not sight.present(entered.room, seat_id):
        raise Missing
    entered.mine, entered.seat = [seat_id], seat_id
    return entered


def _read(deal_id, lock=False):
    asked = select(Deal, Rulebook).join(Rulebook, in_force(Deal.pattern)).where(Deal.id == deal_id)
    if lock:
        asked = asked.with_for_update(of=Deal)
    found = session.execute(asked.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Missing
    deal, rules = found[0], rules_from(found[1])
    seated = select(Participation).where(Participation.deal_id == deal.id).order_by(Participation.id)
    rows = session.scalars(seated.execution_options(populate_existing=True)).all()
    organisations = organisations_in([deal.id])
    room = room_of(deal, rows, rules, organisations)
    return Entered(deal, {one.id: one for one in rows}, room, rules, organisations, [], None)


def _seated(entered, seat_id):
    mine = own_seats(entered.room, acted_for())
    if not mine or (seat_id is not None and seat_id not in mine):
        raise Missing
    entered.mine, entered.seat = mine, seat_id or mine[0]
    return entered


def own_seats(room, organisation_ids):
    """Ids of the seats in the room that people of these organisations act for, in the order of the organisations."""
    return [
        seat.id
        for organisation in organisation_ids
        for seat in room.seats.values()
        if seat.organisation == organisation and sight.present(room, seat.id)
    ]


def deal_numbered(number, field):
    """The id of the deal with this number among those the actor takes part in. Raises Rejected (`field`)."""
    found = session.scalar(select(Deal.id).where(Deal.number == number))
    try:
        return enter(found).deal.id
    except Missing:
        raise Rejected("You take part in no deal with this number.", field) from None

"""What taking a file in would do: which deal, document and fields, and who takes part. Nothing is written."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.trade import sight
from app.trade.desk.finding import deals_by_key
from app.trade.documents.comparing import compared
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.queries import document_of, roots_of, values_of
from app.trade.edi.interchanges import interchange
from app.trade.edi.messages import read
from app.trade.edi.queries import bound, key_of
from app.trade.organisations.queries import found_by_code
from app.trade.rooms.model import Deal
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

KEYS = {"booking_confirmation": ("booking_number",), "arrival_notice": ("bl_number", "booking_number")}


@dataclass
class Step:
    """One message. `entered`: the deal it belongs to, or None for a new one; `seat`: who writes it there.

    `changes`: `comparing.Difference`s; `invited`: `[(Party, organisation row, business type)]` for a new deal;
    `unbound`: parties nobody has said who they are.
    """

    read: object
    kind: object
    entered: object = None
    changes: list = field(default_factory=list)
    invited: list = field(default_factory=list)
    unbound: list = field(default_factory=list)

    @property
    def pattern(self):
        """The pattern of a new deal."""
        return Pattern(self.read.direction, "FCL", brokered=True, coastal=False)

    @property
    def number(self):
        """The number the message goes by."""
        return next((self.read.values[key] for key in KEYS[self.read.kind] if key in self.read.values), "")


def steps(file):
    """The Steps of an EdiFile, each found when it is asked for: the second message may go where the first one did.

    Raises Rejected (`file`) for whatever stands against it.
    """
    there = interchange(file.content)
    if not there.messages:
        raise Rejected("There is no message in the file.", "file")
    for one in there.messages:
        yield _step(file, read(one, there.decimal))


def _step(file, said):
    step = Step(said, KINDS[said.kind])
    if not step.number:
        raise Rejected("Message %(n)s has no booking number and no B/L number.", "file", n=said.reference)
    step.entered = _entered(file, step)
    step.changes = compared(step.kind, *_before_after(step))
    known = bound(said.parties)
    for party in said.parties:
        row = known.get((party.role, key_of(party)))
        organisation = found_by_code(row.code) if row is not None and row.code else None
        if organisation is None:
            step.unbound.append(party)
        elif step.entered is None and organisation.id != file.organisation_id:
            step.invited.append((party, organisation, row.business_type))
    return step


def _before_after(step):
    if step.entered is None:
        return {}, step.read.values
    held = document_of(step.entered, step.kind, "")
    before = values_of(held, roots_of(step.entered.deal.id)) if held else {}
    return before, before | step.read.values


def _entered(file, step):
    """The one open deal of this direction that has the number, from the seat that writes in it; None for none."""
    values, ids = step.read.values, []
    for key in KEYS[step.read.kind]:
        if not ids and key in values:
            ids = deals_by_key(**{key: values[key]})
    asked = select(Deal.id).where(Deal.id.in_(ids), Deal.status == "open")
    ids = list(session.scalars(asked.where(Deal.pattern.startswith(f"{step.read.direction}/"))))
    if len(ids) > 1:
        raise Rejected("%(n)s deals have the number %(number)s.", "file", n=len(ids), number=step.number)
    return _seated(file, enter(ids[0]), step) if ids else None


def _seated(file, entered, step):
    seats = entered.room.seats
    able = [one for one in entered.mine if sight.may_create(entered.room, one, step.kind.name)]
    mine = [one for one in able if seats[one].organisation == file.organisation_id]
    if not mine:
        raise Rejected(
            "The deal %(number)s is there, but you may not write this document in it.",
            "file",
            number=entered.deal.number,
        )
    return enter(entered.deal.id, mine[0])

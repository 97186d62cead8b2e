"""Edit locks (trade.md §4.1): what sent documents hold fast in the others. Pure; the proof is a property test."""

from dataclasses import dataclass

TRIGGERS = {
    "export": ("bill_of_lading", "shipping_instruction", "booking_confirmation"),
    "import": ("arrival_notice",),
}
"""Kinds that lock, the strongest first: B/L before S/I before booking confirmation."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A trigger as it was last sent. `held`: the shared fields that had a value then; empty ones stay open (R52)."""

    id: object
    kind: str
    held: frozenset


def triggers(direction):
    """The kinds that lock in deals of a direction, the strongest first."""
    return TRIGGERS[direction]


def locks(direction, sent):
    """`{field: id of the document that locks it}`. `sent`: the `Sent` of the deal, drafts and deleted ones not among
    them; of two of one kind the first given holds.
    """
    held = {}
    for kind in triggers(direction):
        for one in sent:
            if one.kind == kind:
                for name in one.held:
                    held.setdefault(name, one.id)
    return held


def refused(held, document_id, changed):
    """Those of the `changed` fields that another document locks: the whole save is refused if there is one (R54)."""
    return [name for name in changed if held.get(name, document_id) != document_id]

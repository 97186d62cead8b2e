"""A look before: how many orders a file holds, the first of them, and what taking them in would do."""

from dataclasses import dataclass, field
from itertools import islice

from app.commerce.channels.model import Channel
from app.commerce.intake.arriving import trouble_of
from app.commerce.intake.gathering import Read, Scattered
from app.commerce.intake.queries import files_of
from app.commerce.intake.taking import Taken, take
from app.commerce.intake.units import by_shop, read_unit, units_of
from app.commerce.orders.incoming import IncomingOrder
from app.kernel.db import session
from app.kernel.errors import Rejected

LOOKED_AT = 500
"""Orders that a look reads; larger files are counted while they go in."""
SHOWN = 5
_SHOWN_REFUSED = 5


@dataclass
class First:
    """The beginning of a file for the eyes: its first orders with their shop, its first refused lines."""

    orders: list[tuple[IncomingOrder, Channel | None]] = field(default_factory=list)
    refused: list = field(default_factory=list)
    trouble: str = ""


def look(intake):
    """Note in `seen` of each file what it would do: orders, refused lines; new, changed and unchanged orders; `whole`
    when all of it was read, `trouble` when it makes no sense. Orders are taken in and the taking is undone.
    """
    present = files_of([intake.id]).get(intake.id, [])
    by_id = {file.id: file for file in present}
    for file in present:
        file.seen = {}
    for unit in units_of(intake, ready=lambda file: trouble_of(file, by_id) is None):
        try:
            unit.file.seen = _seen(unit)
        except Rejected as refusal:
            unit.file.seen = {"trouble": str(refusal)}
        except Scattered:
            unit.file.seen = {"whole": False}
    session.flush()


def _seen(unit):
    found = read_unit(unit)
    next(found)
    read, refused, whole = [], 0, True
    for _file, one in found:
        if not isinstance(one, Read):
            refused += 1
        elif len(read) < LOOKED_AT:
            read.append(one)
        else:
            whole = False
            break
    taken = would_take(unit, read)
    return {
        "orders": len(read),
        "refused": refused,
        "new": len(taken.new),
        "changed": len(taken.changed),
        "unchanged": len(taken.unchanged),
        "ignored": len(taken.ignored),
        "whole": whole,
    }


def would_take(unit, read):
    """What `take` would do with these, found out by doing it and undoing it."""
    undone, done = session.begin_nested(), Taken()
    try:
        for shop, orders in by_shop(unit, read):
            done += take(shop, orders)
    finally:
        undone.rollback()
    return done


def first_of(intake):
    """`{file id: First}`: what the page of a draft shows of each file."""
    by_id = {file.id: file for file in files_of([intake.id]).get(intake.id, [])}
    found = {}
    for unit in units_of(intake, ready=lambda file: trouble_of(file, by_id) is None):
        found[unit.file.id] = first = First()
        try:
            for _file, one in islice(read_unit(unit), 1, None):
                if isinstance(one, Read):
                    first.orders.append((one.order, unit.shop(one.shop)))
                elif len(first.refused) < _SHOWN_REFUSED:
                    first.refused.append(one)
                if len(first.orders) == SHOWN:
                    break
        except Rejected as refusal:
            first.trouble = str(refusal)
        except Scattered:
            continue
    return found

"""What goes in together: an order file, with its item file where it has one, and the shops its orders are of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.commerce.channels.model import Channel
from app.commerce.intake.gathering import scattered_numbers
from app.commerce.intake.model import IntakeFile
from app.commerce.intake.opening import entries, form_of, items_of, left_over, options_for, table_of
from app.commerce.intake.queries import files_of, mappings, shops


@dataclass
class Unit:
    """`file` holds the orders, `partner` their items (None: the same file). `channel` None: each order names its shop,
    found in `by_code`.
    """

    file: IntakeFile
    partner: IntakeFile | None
    channel: Channel | None
    by_code: dict
    known: dict = field(repr=False, default_factory=dict)

    def shop(self, code):
        """The Channel of an order that names this shop."""
        return self.channel or self.by_code.get(code)

    @property
    def stranger(self) -> Callable:
        """Why orders of a shop may not go in: they are of another account, or of a code that no shop has."""
        if self.channel is None:
            return lambda code: "" if code in self.by_code else "unknown_shop"
        account = self.channel.code if self.file.format == "own" else self.channel.account
        return lambda said: "other_shop" if account and said != account else ""


def units_of(intake, *, ready):
    """The Units of an intake in the order they were dropped. `ready(file) -> bool` leaves files out."""
    known, present = mappings(), files_of([intake.id]).get(intake.id, [])
    by_id = {file.id: file for file in present}
    channels = shops()
    by_id_of_shop = {one.id: one for one in channels}
    own = {one.code: one for one in channels}
    for file in present:
        if file.format != "yahoo_items" and ready(file):
            yield Unit(file, by_id.get(file.partner_id), by_id_of_shop.get(file.channel_id), own, known)


def read_unit(unit, scattered=frozenset()):
    """Yield `[(file, Table)]`, then `(file, Read or Refused)` for everything in a Unit, as its files go on.

    Raises Rejected when a file makes no sense, Scattered when lines of one order stand apart (then ask
    `scattered_in`).
    """
    options = options_for(unit.channel, unit.stranger)
    refused, tables = [], []
    if unit.partner is not None:
        items, refused, table = items_of(unit.partner, unit.known)
        tables.append((unit.partner, table))
        options = replace(options, items=items)
    found = entries(unit.file, options, unit.known, scattered)
    tables.append((unit.file, next(found)[0]))
    yield tables
    for one in found:
        yield unit.file, one
    if unit.partner is not None:
        for one in (*refused, *left_over(options.items)):
            yield unit.partner, one


def scattered_in(unit):
    """Numbers of orders whose lines stand apart in the file of a Unit."""
    with table_of(unit.file, unit.known) as table:
        return scattered_numbers(
            form_of(unit.file.format, table.header, unit.known), table.header, table.rows
        )


def by_shop(unit, read):
    """`(Channel, orders)` for each shop that the orders are of."""
    found = {}
    for one in read:
        shop = unit.shop(one.shop)
        found.setdefault(shop.id, (shop, []))[1].append(one.order)
    return list(found.values())

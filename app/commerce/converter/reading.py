"""Files of any shop as orders, whatever order they were dropped in; nothing is stored."""

import io
from dataclasses import dataclass, field
from itertools import islice

from app.commerce.intake.columns import bound
from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import Scattered, lines_of, read, scattered_numbers
from app.commerce.intake.readers import yahoo
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.profiled import Mapping, format_of
from app.commerce.intake.recognising import FORMATS, recognise
from app.commerce.intake.refused import Refused
from app.kernel.errors import Rejected
from app.kernel.tabular import read_table

ITEMS = yahoo.ITEMS.name
_FIRST = 20


@dataclass
class Read:
    """`orders` IncomingOrders, `refused` `[[line, sentence]]`, `header` of the file that nobody knows ([] for none)."""

    orders: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    header: list = field(default_factory=list)


def read_files(files, mapping=None):
    """Read `[(name, bytes)]`. `mapping`: `{our field: position}` for a file that no reader knows."""
    found, opened = Read(), [_Opened(name, content, mapping or {}) for name, content in files]
    items = {}
    for one in opened:
        if one.format and one.format.name == ITEMS:
            items |= one.items()
    for one in opened:
        if one.format is None:
            found.header = one.header
        elif one.format.name != ITEMS:
            one.read_into(found, items)
    return found


class _Opened:
    """One file whose format was told by its content."""

    def __init__(self, name, content, mapping):
        self.name, self.content = name, content
        table = self._table()
        self.header = table.header
        first = [cells for _line, cells in islice(table.rows, _FIRST)]
        self.format = self._known(recognise(table.header, first), mapping)

    def _table(self):
        return read_table(io.BytesIO(self.content), self.name, quoted=None)

    def _known(self, seen, mapping):
        if seen.format.startswith("profile:"):
            return format_of(BUILT_IN[seen.format.removeprefix("profile:")], self.header)
        if seen.format:
            return FORMATS[seen.format]
        if not mapping:
            return None
        columns = {name: (self.header[at], at) for name, at in mapping.items() if at < len(self.header)}
        return format_of(Mapping(name="typed", columns=columns), self.header)

    def items(self):
        """The rows of Yahoo's second file by order."""
        table, found = self._table(), {}
        layout = bound(table.header, self.format.columns, self.format.required)
        for line in table.rows:
            row = layout.row(*line)
            found.setdefault(yahoo.join_key(row.number), []).append(row)
        return found

    def read_into(self, found, items):
        """Add orders and refused lines."""
        if self.format.partner and not items:
            raise Rejected("Drop the file of orders together with the file of their items.", "files")
        try:
            outcome = list(read(self.format, self.header, lines_of(self._table()), self._options(items)))
        except Scattered:
            numbers = scattered_numbers(self.format, self.header, lines_of(self._table()))
            outcome = list(
                read(self.format, self.header, lines_of(self._table()), self._options(items), numbers)
            )
        for one in outcome:
            if isinstance(one, Refused):
                found.refused.append([one.line, one.sentence])
            else:
                found.orders.append(one.order)

    def _options(self, items):
        return Options(items={**items} if self.format.partner else None)

"""Files of tracking numbers as lines, whatever wrote them (ec.md §2.1–2.6). Pure but for the stream."""

from dataclasses import dataclass, field

from app.commerce.carriers.catalogue import named
from app.commerce.carriers.numbers import plain_number
from app.commerce.trackings.headers import CARRIERS, FORMATS
from app.kernel import clock
from app.kernel.errors import Rejected, Unreadable
from app.kernel.parsing import parse_datetime
from app.kernel.tabular import read_table
from app.kernel.text import fold

_EVERY = [name for columns in FORMATS.values() for names in columns.values() for name in names]


@dataclass(frozen=True)
class Line:
    """Line `place` of the file says that the parcel of `key` has `number`. `day` None: the file does not say."""

    place: int
    key: str
    number: str
    carrier: str
    day: object = None


@dataclass
class Read:
    """`format`: a key of `headers.FORMATS`. `refused`: `[(line, Rejected)]`."""

    format: str
    lines: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def read(stream, file_name):
    """Read a file of numbers. Raises Rejected when it cannot be one: unknown columns, nothing in it."""
    table = read_table(stream, file_name, expected=_EVERY)
    known, places = _recognised([_plain(name) for name in table.header])
    found = Read(known)
    for place, cells in table.rows:
        values = {name: cells[at].strip() for name, at in places.items()}
        if not any(values.values()):
            continue
        try:
            found.lines += lines_of_row(place, values, CARRIERS.get(known, ""))
        except Rejected as refusal:
            found.refused.append((place, refusal))
    found.refused += [(one.number, one.reason) for one in table.refused]
    if not found.lines and not found.refused:
        raise Rejected("There is no tracking number in this file. Take the data of labels that were issued.")
    return found


def _recognised(header):
    for known, columns in FORMATS.items():
        places = {}
        for name, spellings in columns.items():
            at = next((header.index(_plain(one)) for one in spellings if _plain(one) in header), None)
            if at is not None:
                places[name] = at
        if "key" in places and "number" in places:
            return known, places
    raise Rejected("Neither our key nor the tracking number is among the columns of this file.")


def _plain(name):
    return fold(name).rstrip(". ").replace(" ", "")


def lines_of_row(place, values, carrier=""):
    """The Lines of one row: none when it has no number yet, several when its cell holds several. Raises Unreadable.

    `values`: cells by key, number, carrier, day. `carrier`: whose numbers these are unless the row names another.
    """
    numbers = [plain_number(one) for one in values["number"].replace("、", ",").replace("/", ",").split(",")]
    numbers = [one for one in numbers if one]
    if not numbers:
        return []
    if not values["key"]:
        raise Unreadable("The line has a tracking number and no key of ours.")
    if word := values.get("carrier"):
        known = named(word)
        if known is None:
            raise Unreadable("This carrier is not known: %(word)s", word=word)
        carrier = known.code
    day = parse_datetime(values["day"], clock.today()).date() if values.get("day") else None
    return [Line(place, values["key"], number, carrier, day) for number in numbers]

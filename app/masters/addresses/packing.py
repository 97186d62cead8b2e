"""The file of postal codes beside this noun: what is in it, and reading it.

Gzipped text: a line of JSON (where the data is from), then tab-separated lines of municipalities, an empty line, and
places in the order of codes. It holds what the table holds, but for the keys, which are made while it is loaded.
"""

import gzip
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data"
PACKED = FOLDER / "postal_codes.txt.gz"


@dataclass(frozen=True)
class Head:
    """`source` names the release the data was made from, `taken_on` (ISO day) its date; then the counts."""

    source: str
    taken_on: str
    licence: str
    municipalities: int
    places: int
    offices: int


class Municipality(NamedTuple):
    """A city, ward, town or village by its code (全国地方公共団体コード, five digits)."""

    jis: str
    prefecture: str
    city: str
    kana: str


class Place(NamedTuple):
    """One meaning of a postal code. `town` "" is the rest of the municipality, `office` the user of a code of its own.

    `block` is the number of an office's house, or the building whose floor (`note`) has the code. `kana` reads the
    town, or the office.
    """

    code: str
    jis: str
    town: str
    kana: str
    note: str
    office: str
    block: str


def packed(head, municipalities, places):
    """The text of the file. A code or municipality that repeats is left out of the line after it."""
    lines, code, jis = [json.dumps(asdict(head), ensure_ascii=False)], "", ""
    lines += ["\t".join(one) for one in municipalities]
    lines.append("")
    for one in places:
        same = ("" if one.code == code else one.code, "" if one.jis == jis else one.jis)
        code, jis = one.code, one.jis
        lines.append("\t".join((*same, *one[2:])).rstrip("\t"))
    return "\n".join(lines) + "\n"


def unpacked(file=PACKED):
    """`(Head, municipalities, places)` of a packed file; the last two are read as one goes."""
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as opened:
        lines = iter(opened.read().splitlines())
    head = Head(**json.loads(next(lines)))
    municipalities = [Municipality(*line.split("\t")) for line in iter(lines.__next__, "")]
    return head, municipalities, _places(lines)


def head_of(file=PACKED):
    """The Head alone."""
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        return Head(**json.loads(opened.readline()))


def _places(lines):
    code = jis = ""
    for line in lines:
        values = [*line.split("\t"), "", "", "", "", ""][:7]
        code, jis = values[0] or code, values[1] or jis
        yield Place(code, jis, *values[2:])

"""Islands, regions, and how far two prefectures are apart.

Which places are islands is general knowledge, checked against Japan Post's names and codes; a mall that marks the
islands of its own orders (Rakuten) is believed before this list.
"""

import csv
from functools import lru_cache

from app.masters.addresses.catalogue import NEIGHBOURS, NUMBERS, PREFECTURES, REGIONS
from app.masters.addresses.packing import FOLDER

_REGION_OF = {prefecture: region for region, (_name, those) in REGIONS.items() for prefecture in those}


def is_island(code, jis=None):
    """Whether a parcel there takes a boat: by postal code (seven digits), or municipality where all of it is an island.

    `jis` may be left out; whole-island municipalities are then known by their codes only once they were looked up
    (`Place.island`). The main island of Okinawa is no island here but a region.
    """
    codes, municipalities = _islands()
    return code in codes or (jis or "") in municipalities


@lru_cache(maxsize=1)
def _islands():
    return (
        frozenset(_column("islands_partial_postal_codes.csv", "postal_code")),
        frozenset(_column("islands_municipalities.csv", "jis")),
    )


def _column(name, column):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def number_of(prefecture):
    """The number of a prefecture (JIS X 0401) given by number, name or the code of a municipality, or None."""
    if prefecture in NUMBERS:
        return NUMBERS[prefecture]
    return prefecture[:2] if prefecture[:2] in PREFECTURES else None


def region_of(prefecture):
    """The region (`kanto`, `okinawa`, …) of a prefecture, given as in `number_of`; None without one."""
    return _REGION_OF.get(number_of(prefecture))


def is_near(one, other):
    """Whether two prefectures lie in the same region or in neighbouring ones."""
    here, there = region_of(one), region_of(other)
    return here is not None and (here == there or there in NEIGHBOURS[here])

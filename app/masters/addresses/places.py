"""What the catalogue knows about many addresses at once: one statement, whatever their number."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import text

from app.kernel.db import session
from app.kernel.likeness import address_key
from app.masters.addresses.cities import Cities, cities
from app.masters.addresses.codes import WrittenCode, code_before, read_code
from app.masters.addresses.regions import is_island
from app.masters.addresses.towns import best_first

_COLUMNS = "p.code, p.jis, p.town, p.town_key, p.kana, p.note, p.office, p.block"
_ASKED = text(f"""
    SELECT -1 AS n, {_COLUMNS} FROM postal_codes p WHERE p.code = ANY(:codes)
    UNION ALL
    SELECT a.n, {_COLUMNS}
    FROM unnest(CAST(:jis AS text[]), CAST(:rests AS text[])) WITH ORDINALITY AS a(jis, rest, n)
    JOIN postal_codes p ON p.jis = a.jis AND p.office = '' AND p.block = '' AND (
        starts_with(a.rest, p.town_key) OR (a.jis LIKE '261%' AND strpos(a.rest, p.town_key) > 0))
    ORDER BY 1, 2, 4, 7
""")
LONGEST = 60


class FoundPlace(NamedTuple):
    """One meaning of a postal code, with its municipality; see `packing.Place`."""

    code: str
    jis: str
    prefecture: str
    city: str
    town: str
    town_key: str
    kana: str
    note: str
    office: str
    block: str

    @property
    def address(self):
        """The address as far as the code knows it."""
        return self.prefecture + self.city + self.town + self.block

    @property
    def island(self):
        """Whether a parcel there takes a boat."""
        return is_island(self.code, self.jis)


@dataclass(frozen=True)
class Written:
    """A code and an address as somebody wrote them, and how they read."""

    code: WrittenCode
    address: str
    key: str
    cities: tuple

    @classmethod
    def read(cls, code, address, known):
        """Read both; a code in front of the address counts where there is no other."""
        before, address = code_before(address or "")
        key = address_key(address)
        return cls(read_code(code or before), address.strip(), key, tuple(known.of(key)))


@dataclass(frozen=True)
class Gazetteer:
    """The answers to `gather`: everything that checking and splitting these addresses needs."""

    cities: Cities
    by_code: dict
    by_town: dict

    def of_code(self, code):
        """Places with that postal code."""
        return self.by_code.get(code, [])

    def of_written(self, written):
        """Places that the written address may name, most exact first."""
        return [place for there in written.cities for place in self.of_city(there)]

    def of_city(self, there):
        """The same for one reading of the address."""
        return best_first(self.by_town.get((there.jis, there.rest[:LONGEST]), ()), there.rest)

    @cached_property
    def empty(self):
        """Whether no postal codes are loaded at all."""
        return not self.cities.names


def gather(pairs):
    """`(list of Written, Gazetteer)` for pairs of postal code and address: one statement for all of them.

    The list of municipalities comes from the process's memory (`cities.cities`).
    """
    written = read(pairs)
    return written, ask(written, written)


def read(pairs):
    """A Written for each pair of postal code and address."""
    known = cities()
    return [Written.read(code, address, known) for code, address in pairs]


def ask(written=(), towns_of=()):
    """The Gazetteer that knows the codes of `written` and the towns that the addresses of `towns_of` may name."""
    known = cities()
    codes = sorted({one.code.code for one in written} - {""})
    asked = sorted({(there.jis, there.rest[:LONGEST]) for one in towns_of for there in one.cities})
    by_code, by_town = {}, {}
    for number, *values in session.execute(
        _ASKED, {"codes": codes, "jis": [jis for jis, _ in asked], "rests": [rest for _, rest in asked]}
    ):
        place = _place(values, known)
        if number < 0:
            by_code.setdefault(place.code, []).append(place)
        else:
            by_town.setdefault(asked[number - 1], []).append(place)
    return Gazetteer(known, by_code, by_town)


def _place(values, known):
    code, jis, *rest = values
    return FoundPlace(code, jis, *known.names[jis], *rest)

"""Whether a postal code and an address belong together (ec.md §4.9).

The city has to be that of the code (level 1), the town too (level 2). What does not fit is answered with both sides:
where the code is, and which codes the written address has.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from app.kernel.i18n import _l
from app.masters.addresses.cutting import rest_after
from app.masters.addresses.places import ask, gather, read
from app.masters.addresses.towns import town_end

FINDINGS = {
    "code_missing": _l("The postal code is missing."),
    "code_not_seven": _l("A postal code has seven digits."),
    "code_lost_zero": _l("The postal code has lost the zero at its beginning."),
    "code_unknown": _l("There is no such postal code."),
    "address_missing": _l("The address is missing."),
    "city_differs": _l("The postal code belongs to another municipality."),
    "town_differs": _l("The postal code belongs to another town of this municipality."),
    "no_number": _l("The address has no house number."),
}
"""What can be found, in the order of their weight, and what is said about it."""
RED = frozenset({"code_missing", "code_not_seven", "code_unknown", "address_missing", "city_differs"})
_NUMBER = re.compile(r"[0-9〇一二三四五六七八九十]|無番地|番外")
MOST_CORRECTIONS = 3


@dataclass(frozen=True)
class Correction:
    """A code and an address that fit. `of` is what it changes: `code` or `address`."""

    of: str
    code: str
    address: str


@dataclass(frozen=True)
class AddressCheck:
    """What was found. `code`: seven digits or ""; `level` 0 nothing fits, 1 the city, 2 the town too.

    `findings`: words of FINDINGS. `places`: where the code is, `written`: places the written address may be (most exact
    first; their codes are the codes for it). `corrections`: what one click can make of it, most likely first.
    """

    code: str
    address: str
    level: int
    findings: tuple = ()
    places: tuple = ()
    written: tuple = ()
    corrections: tuple = ()

    @property
    def fits(self):
        """Nothing was found."""
        return not self.findings

    @property
    def severity(self):
        """`red` where the parcel may go elsewhere, `yellow` where somebody should look, "" else."""
        if not self.findings:
            return ""
        return "red" if RED.intersection(self.findings) else "yellow"

    @property
    def place(self):
        """The most likely place of all, or None."""
        if self.level == 0 and self.written:
            return self.written[0]
        return self.places[0] if self.places else (self.written[0] if self.written else None)

    @property
    def island(self):
        """Whether a parcel there takes a boat; by the code where code and address disagree."""
        shown = self.places or self.written[:1]
        return any(one.island for one in shown[:1])

    @property
    def corrected(self):
        """The first Correction, or None."""
        return self.corrections[0] if self.corrections else None


def check_addresses(pairs):
    """An AddressCheck for each `(postal code, address)`, in the same order: one statement for all of them, a second
    one for those with findings. Only theirs say what the address names (`written`).
    """
    written = read(pairs)
    codes = ask(written)
    fits = [_fit(one, codes) for one in written]
    doubtful = [one for one, fit in zip(written, fits, strict=True) if fit.findings]
    towns = ask(towns_of=doubtful) if doubtful else codes
    return [_judged(one, fit, towns) for one, fit in zip(written, fits, strict=True)]


def check_address(code, address):
    """The AddressCheck of one address."""
    [written], gazetteer = gather([(code, address)])
    return _judged(written, _fit(written, gazetteer), gazetteer)


class _Fit(NamedTuple):
    """How a code and an address fit."""

    places: list
    level: int
    findings: tuple


def _fit(written, codes):
    places, level = _fitting(written, codes.of_code(written.code.code))
    return _Fit(places, level, tuple(_findings(written, places, level)))


def _judged(written, fit, towns):
    of_address = towns.of_written(written)
    return AddressCheck(
        code=written.code.code,
        address=written.address,
        level=fit.level,
        findings=fit.findings,
        places=tuple(fit.places),
        written=tuple(of_address),
        corrections=tuple(_corrections(written, fit.places, of_address, fit.findings)),
    )


def _fitting(written, places):
    """The places of the code, those that fit best first, and the level of the best."""
    rests = {there.jis: there.rest for there in written.cities}
    levels = [(_level(one, rests.get(one.jis)), one) for one in places]
    ranked = sorted(levels, key=lambda pair: (-pair[0], -len(pair[1].town_key)))
    return [one for _level, one in ranked], max((level for level, _one in levels), default=0)


def _level(place, rest):
    if rest is None:
        return 0
    return 2 if place.town_key and town_end(rest, place.town_key, place.jis) is not None else 1


def _findings(written, places, level):
    """Yield words of FINDINGS."""
    code = written.code
    if code.missing:
        yield "code_missing"
    elif not code.code:
        yield "code_not_seven"
    elif not places:
        yield "code_unknown"
    elif code.lost_zero:
        yield "code_lost_zero"
    if not written.key:
        yield "address_missing"
        return
    if places and level == 0:
        yield "city_differs"
    elif places and level == 1 and not any(one.town_key == "" for one in _in_city(written, places)):
        yield "town_differs"
    if not any(one.office for one in places) and not _numbered(written, places, level):
        yield "no_number"


def _in_city(written, places):
    jis = {there.jis for there in written.cities}
    return [one for one in places if one.jis in jis]


def _numbered(written, places, level):
    """Whether a house number is left once city and town (numbers may be in its name) are read."""
    rest = written.cities[0].rest if written.cities else written.key
    if level == 2:
        there = next(one for one in written.cities if one.jis == places[0].jis)
        rest = there.rest[town_end(there.rest, places[0].town_key, places[0].jis) :]
    return _NUMBER.search(rest) is not None


def _corrections(written, places, of_address, findings):
    """Yield Corrections: another code for a well-known address, then the code's own address."""
    if "code_lost_zero" in findings and "city_differs" not in findings:
        yield Correction("code", written.code.code, written.address)
    if not {"city_differs", "town_differs", "code_missing", "code_not_seven", "code_unknown"} & {*findings}:
        return
    named = [one for one in of_address if one.town_key] or of_address
    codes = list(dict.fromkeys(one.code for one in named if one.code != written.code.code))
    for code in codes[:MOST_CORRECTIONS]:
        yield Correction("code", code, written.address)
    if places and "city_differs" in findings:
        place = places[0]
        yield Correction("address", place.code, place.address + rest_after(written.address, place.town_key))

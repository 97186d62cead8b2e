"""An address in one line, taken apart: prefecture, city, town, house number, building."""

import re
from dataclasses import dataclass

from app.masters.addresses.catalogue import NUMBERS
from app.masters.addresses.cutting import cut
from app.masters.addresses.places import gather
from app.masters.addresses.towns import town_end

_DIGIT = "[0-9０-９]"
_KANJI = "〇一二三四五六七八九十百"
_STROKE = "[-\u2010-\u2015\u2212\uff0d\u30fc\u2500・/の]"
_UNIT = "丁目|番地の?|番町|番丁|番|号(?!室|線|棟|館)|地割|線"
_NUMBER = re.compile(
    rf"(?:無番地|番外)?(?:(?:{_DIGIT}+(?!{_DIGIT}|階|[FfＦ]|号室)|[{_KANJI}]+(?=丁目|番|号|地割|線))\s*(?:{_UNIT})?\s*{_STROKE}?\s*)+(?:番地|号)?"
)
_SPACE = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True)
class Parts:
    """`prefecture` and `city` as the catalogue writes them, the rest as it was written; "" for what is not there.

    `jis` is the municipality, `places` the postal codes the address may have.
    """

    prefecture: str = ""
    city: str = ""
    town: str = ""
    number: str = ""
    building: str = ""
    jis: str = ""
    places: tuple = ()

    @property
    def street(self):
        """Town and number in one."""
        return self.town + self.number


def split_addresses(addresses, codes=None):
    """The Parts of each address, in the same order: one statement for all of them.

    `codes` (postal codes, in the same order) decide between municipalities of one name.
    """
    pairs = list(zip(codes or [""] * len(addresses), addresses, strict=True))
    written, gazetteer = gather(pairs)
    return [_parts(one, gazetteer) for one in written]


def split_address(address, code=""):
    """The Parts of one address."""
    return split_addresses([address], [code])[0]


def _parts(written, gazetteer):
    there = _meant(written, gazetteer)
    if there is None:
        prefecture = next((one for one in NUMBERS if written.address.startswith(one)), "")
        return Parts(prefecture, **_numbered(written.address.removeprefix(prefecture), ""))
    prefecture, city = gazetteer.cities.names[there.jis]
    head = written.key[: len(written.key) - len(there.rest)]
    _head, after = cut(written.address, head)
    places = gazetteer.of_city(there)
    return Parts(prefecture, city, **_town(after, there, places), jis=there.jis, places=tuple(places))


def _meant(written, gazetteer):
    """The municipality: that of the code where several have the name, else the first that knows the town."""
    if not written.cities:
        return None
    of_code = {place.jis for place in gazetteer.of_code(written.code.code)}
    named = [one for one in written.cities if one.jis in of_code]
    known = [one for one in written.cities if any(p.town_key for p in gazetteer.of_city(one))]
    return (named or known or written.cities)[0]


def _town(after, there, places):
    town_key = places[0].town_key if places else ""
    end = town_end(there.rest, town_key, there.jis) if town_key else 0
    town, tail = cut(after, there.rest[:end]) if end else ("", after)
    if town is None:
        town, tail = "", after
    return _numbered(tail, town)


def _numbered(tail, town):
    """Number and building of what follows the town; a town the catalogue does not know reaches to the number."""
    found = _NUMBER.search(tail)
    if found:
        before, number, building = tail[: found.start()], found[0], tail[found.end() :]
    else:
        before, building = (*_SPACE.split(tail, maxsplit=1), "")[:2]
        number = ""
    return {"town": (town + before).strip(), "number": number.strip(), "building": building.strip()}

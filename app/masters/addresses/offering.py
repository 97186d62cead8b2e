"""What a form offers beside a postal code: the address of a code, the codes of an address, both when they differ."""

from dataclasses import dataclass

from app.masters.addresses.checking import FINDINGS
from app.masters.addresses.codes import hyphened
from app.masters.addresses.cutting import rest_after

MOST = 12
_UNSAID = frozenset({"code_missing", "address_missing", "no_number", "code_lost_zero"})


@dataclass(frozen=True)
class Offer:
    """`code` (with hyphen) and the whole `address` to take; the parts are for forms that keep them apart.

    `says` is what one reads before choosing, `note` what Japan Post adds to it.
    """

    code: str
    address: str
    prefecture: str
    city: str
    street: str
    says: str
    note: str

    def fill(self, names):
        """`{name of an input: text}` for a form whose inputs are `names` (part → name)."""
        whole = {"city", "prefecture"}.isdisjoint(names)
        texts = {"code": self.code, "prefecture": self.prefecture, "city": self.city}
        texts["address"] = self.address if whole else self.street
        return {names[part]: text for part, text in texts.items() if names.get(part)}


def offers(check):
    """Offers for an AddressCheck, most likely first; none when code and address fit.

    An address that is known keeps its words and gets its code; else the code says where it is.
    """
    if check.level and check.fits:
        return []
    by_code = {one.code: one for one in reversed(check.written) if check.address}
    of_address = [_offer(one, check.address) for one in sorted(by_code.values(), key=check.written.index)]
    if check.level:
        return of_address[:MOST]
    of_code = [_offer(one, _moved(check.address, one)) for one in check.places]
    return list(dict.fromkeys([*of_code, *of_address]))[:MOST]


def problems(check):
    """What a form says about an AddressCheck while somebody still types: sentences, lazily translated."""
    return [FINDINGS[one] for one in check.findings if one not in _UNSAID]


def _moved(address, place):
    """The address of the place, with the number and the building of what was written."""
    return place.address + (rest_after(address, place.town_key) if address else "")


def _offer(place, address):
    street = address.removeprefix(place.prefecture).removeprefix(place.city)
    return Offer(
        code=hyphened(place.code),
        address=address,
        prefecture=place.prefecture,
        city=place.city,
        street=street,
        says=address if address.startswith(place.prefecture) else place.address,
        note=place.office or place.note,
    )

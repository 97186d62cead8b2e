"""Slips as labels: who, what, when, by which service; bundled slips inside the one that carries them."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from app.commerce.carriers.services import SERVICES
from app.commerce.label_names.applying import Names, flags, told
from app.commerce.label_names.queries import present_rules
from app.commerce.labels import gathering
from app.commerce.labels.label import Label, Shipper
from app.commerce.persons.person import Person

LINES = {"b2": 50, "yupackr": 50, "km2": 30, "istar2": 40}
SAGAWA_LINE = 32
_SAME = (
    "customer_code", "billing_group", "freight_number", "office_code", "packing", "form_code", "size", "weight",
    "cubic", "cod_kind", "simplify", "seals", "header",
)  # fmt: skip
PERSONAL = (
    "family",
    "given",
    "family_kana",
    "company",
    "department",
    "postal",
    "street",
    "building",
    "phone",
)
"""Fixes of the recipient, by the names of Person; `street` is the whole address before the building."""


def shipper_of(account):
    """The contract as writers want it."""
    return Shipper(account.system, **{name: getattr(account, name) for name in _SAME})


def labels_of(batch, rows):
    """A Label for each of the batch's `rows` (BatchedLabel), in their order, with what was fixed for it."""
    account = batch.account
    facts = gathering.gathered([row.slip_id for row in rows], buyers=account.gift_sender == "buyer")
    composer = Composer(account, batch.ship_on, facts)
    return [composer.label(row.key, row.slip_id, row.fixes or {}) for row in rows]


class Composer:
    """Makes labels of one contract and day from gathered facts."""

    def __init__(self, account, ship_on, facts):
        self.account, self.ship_on, self.facts = account, ship_on, facts
        self.names = Names(present_rules(), LINES.get(account.system, SAGAWA_LINE))
        self._shops, self._own = {}, own_address(account)

    def label(self, key, slip_id, fixes):
        """The label of a slip."""
        slip = self.facts.slips[slip_id]
        inside = [slip, *self.facts.carried.get(slip_id, ())]
        gift = any(one.gift for one in inside)
        names, contents, handled = self._goods(inside, gift)
        cod = sum(one.cod_amount for one in inside)
        label = Label(
            key=key,
            service=self._service(slip),
            ship_on=self.ship_on,
            recipient=slip.recipient,
            sender=self._sender(slip, gift),
            names=names,
            contents=contents,
            flags=handled,
            wished_on=slip.wished_on,
            slot=slip.slot,
            pieces=slip.pieces,
            cod=cod,
            cod_tax=sum(self.facts.tax_of(one) for one in inside) if cod else 0,
            temperature=slip.temperature,
            note=" ".join(one.label_note for one in inside if one.label_note),
            order_number=slip.order_number,
            gift=gift,
            **place_of(slip.place),
        )
        return mended(label, fixes) if fixes else label

    def _service(self, slip):
        """What the slip asks for, also when this contract cannot do it: the look says so. Else the contract's own."""
        return slip.service if slip.service in SERVICES else self.account.service

    def _sender(self, slip, gift):
        who = self.account.gift_sender if gift else self.account.sender
        buyer = self.facts.buyers.get(slip.order_id) if who == "buyer" else None
        if buyer is not None and buyer.address:  # Amazon does not say where its buyers live
            return buyer
        if who == "own":
            return self._own
        if slip.channel_id not in self._shops:
            self._shops[slip.channel_id] = shop_address(self.facts.channels[slip.channel_id])
        return self._shops[slip.channel_id]

    def _goods(self, inside, gift):
        quantities, contents, handled = defaultdict(int), [], []
        for line in (line for slip in inside for line in self.facts.lines.get(slip.id, ())):
            quantities[line.name, line.label_name] += line.quantity
            short = self.names.short(line.name, line.label_name, gift=gift)
            contents += told(line.name, short, line.contents)
            handled += flags(line.contents)
        names = (self.names.short(name, own, count, gift=gift) for (name, own), count in quantities.items())
        return tuple(filter(None, names)), tuple(dict.fromkeys(contents)), tuple(dict.fromkeys(handled))


def mended(label, fixes):
    """The label with what somebody wrote for it alone."""
    personal = {name: fixes[name] for name in PERSONAL if name in fixes}
    if "street" in personal:
        personal |= {"prefecture": "", "city": ""}
    if "family" in personal:
        personal.setdefault("given", "")
    if "family_kana" in personal:
        personal["given_kana"] = ""
    changes = {"recipient": replace(label.recipient, **personal)} if personal else {}
    changes |= {
        name: fixes[name] for name in ("note", "slot", "service", "pieces", "office") if name in fixes
    }
    if "names" in fixes:
        changes["names"] = tuple(fixes["names"])
    if "wished_on" in fixes:
        changes["wished_on"] = dt.date.fromisoformat(fixes["wished_on"]) if fixes["wished_on"] else None
    return replace(label, **changes)


def place_of(place):
    """`office` and `office:123456` keep the parcel at the carrier's; two digits are EAZY's place."""
    if place.startswith("office"):
        return {"office": place.partition(":")[2]}
    return {"place": place}


def own_address(account):
    """The sender that the contract names."""
    return Person(
        family=account.sender_name,
        family_kana=account.sender_kana,
        postal=account.sender_postal.replace("-", ""),
        street=account.sender_address,
        building=account.sender_building,
        phone=account.sender_phone,
    )


def shop_address(shop):
    """The sender that a shop names."""
    return Person(
        family=shop.sender_name or shop.name,
        family_kana=shop.kana,
        postal=shop.sender_postal.replace("-", ""),
        street=shop.sender_address,
        building=shop.sender_building,
        phone=shop.sender_phone,
    )

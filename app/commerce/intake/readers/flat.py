"""Files with one row a line and everything repeated, read by our names of fields: own format, NextEngine, profiles."""

from app.commerce.intake.cells import (
    BadCell,
    code,
    day,
    flag,
    moment,
    moment_of,
    money,
    off,
    pieces,
    rate,
    text,
)
from app.commerce.intake.people import address_of, kana_of, name_of, phone_of, postal_of
from app.commerce.intake.readers.fields import WORDS
from app.commerce.intake.readers.wishes import leave, understood
from app.commerce.intake.words import carrier_of, noshi_of, temperature_in
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person

MOST_PARCELS = 99


def word(row, field):
    """What a word of a closed list means. Raises BadCell for another."""
    said = text(row, field)
    known = WORDS[field]
    if said in known:
        return known[said]
    if said in known.values():
        return said
    raise BadCell(row, field, "choice")


def order(rows, options):
    """One order out of its rows. Values of the order are those of its first row, of a recipient of its first row."""
    row = rows[0]
    made = IncomingOrder(
        number=code(row, "number"),
        ordered_at=_ordered_at(row),
        buyer=person(row, "buyer", text(row, "mail")),
        money=money_of(row),
        standing=word(row, "standing"),
        payment=text(row, "payment"),
        payment_code=code(row, "payment_code"),
        paid=word(row, "paid"),
        paid_on=day(row, "paid_on"),
        settlement=code(row, "settlement"),
        kind=word(row, "kind"),
        gift=word(row, "gift"),
        remarks=text(row, "remarks"),
        memo=text(row, "memo"),
        customer_code=code(row, "customer_code"),
    )
    included = word(row, "basis")
    places = {}
    for at, one in enumerate(rows, 1):
        key = _recipient_key(one, row)
        if key not in places:
            places[key] = len(places)
            made.slips.append(_slip(made, one, str(len(places)) if isinstance(key, tuple) else key))
        made.lines.append(_line(one, at, places[key], included))
    return made


def _ordered_at(row):
    time = text(row, "ordered_time")
    if not time:
        return moment(row, "ordered_at")
    if time.isascii() and time.isdigit():
        digits = time.zfill(6 if len(time) > len("hhmm") else 4)
        time = f"{digits[:2]}:{digits[2:4]}"
    found = moment_of(f"{text(row, 'ordered_at')} {time}")
    if found is None:
        raise BadCell(row, "ordered_at", "moment")
    return found


def _recipient_key(row, first):
    """How recipients are told apart: by their number, else by who and where they are."""
    if text(first, "slip"):
        return text(row, "slip") or text(first, "slip")
    if row is first:
        return _who(row)
    who = _who(row)
    return who if any(who) else _who(first)


def _who(row):
    return tuple(
        text(row, f"to_{part}")
        for part in ("family", "given", "company", "postal", "city", "street", "building")
    )


def person(row, side, mail=""):
    """The buyer or recipient. A name in one piece is cut, an address without a city as well."""
    family, given = text(row, f"{side}_family"), text(row, f"{side}_given")
    family_kana = kana_of(getattr(row, f"{side}_family_kana"))
    given_kana = kana_of(getattr(row, f"{side}_given_kana"))
    if not given:
        family, given = name_of(family)
    if not given_kana:
        family_kana, given_kana = name_of(family_kana)
    prefecture, city, street, building = _address(row, side)
    return Person(
        family=family, given=given, family_kana=family_kana, given_kana=given_kana,
        company=text(row, f"{side}_company"), department=text(row, f"{side}_department"),
        postal=postal_of(getattr(row, f"{side}_postal")), prefecture=prefecture, city=city, street=street,
        building=building, phone=phone_of(row, f"{side}_phone"), mail=mail,
    )  # fmt: skip


def _address(row, side):
    found = [text(row, f"{side}_{part}") for part in ("prefecture", "city", "street", "building")]
    if found[1]:
        return found
    return address_of(found[0] + found[2], found[3])


def money_of(row):
    """The amounts; taxes as the file says them, none where it does not."""
    return IncomingMoney(
        goods=money(row, "goods", None),
        postage=money(row, "postage"),
        cod_fee=money(row, "cod_fee"),
        payment_fee=money(row, "payment_fee"),
        wrapping=money(row, "wrapping_fee"),
        other_fee=money(row, "other_fee"),
        shop_coupon=off(row, "shop_coupon"),
        mall_coupon=off(row, "mall_coupon"),
        points=off(row, "points"),
        other_discount=off(row, "other_discount"),
        total=money(row, "total", None),
        taxes=[
            (percent, charged, money(row, f"tax_{percent}") if percent else 0)
            for percent in (10, 8, 0)
            if (charged := money(row, f"charged_{percent}"))
        ],
    )


def _slip(made, row, key):
    noshi, noshi_name = text(row, "noshi"), text(row, "noshi_name")
    if noshi and not noshi_name:
        noshi, noshi_name = noshi_of(noshi)
    temperature = temperature_in(text(row, "temperature"))
    slip = IncomingSlip(
        key=key,
        recipient=person(row, "to"),
        planned_on=day(row, "planned_on"),
        carrier=carrier_of(text(row, "carrier")),
        service=text(row, "service"),
        temperature=temperature or temperature_in(text(row, "service")),
        place=text(row, "place"),
        pieces=_parcels(row),
        noshi=noshi,
        noshi_name=noshi_name,
        wrapping=text(row, "wrapping"),
        card_message=text(row, "card_message"),
        label_note=text(row, "label_note"),
        trackings=tuple(code(row, "trackings").split()),
        shipped_on=day(row, "shipped_on"),
    )
    if text(row, "temperature") and not temperature:
        leave(made, f"温度帯: {text(row, 'temperature')}")
    understood(made, slip, row, "wished_on", "slot")
    return slip


def _parcels(row):
    number = money(row, "pieces", None)
    if number is not None and not 1 <= number <= MOST_PARCELS:
        raise BadCell(row, "pieces", "pieces")
    return number


def _line(row, at, slip, included):
    own_basis = word(row, "line_basis")
    return IncomingLine(
        key=code(row, "line") or str(at),
        name=text(row, "name"),
        quantity=pieces(row, "quantity"),
        price=money(row, "price"),
        kind=word(row, "line_kind"),
        slip=slip,
        own_code=code(row, "own_code"),
        mall_code=code(row, "mall_code"),
        mall_sku=code(row, "mall_sku"),
        jan=code(row, "jan"),
        options=text(row, "options"),
        rate=rate(row, "rate"),
        included=included if own_basis is None else own_basis,
        discount=off(row, "line_discount"),
        cancelled=flag(row, "cancelled"),
    )

"""The checks. Each takes the order, what is known around it and the tenant's rules, and yields what it found."""

import datetime as dt

from app.commerce.checks.amounts import difference, is_fixed, is_unpriced, is_untold
from app.commerce.checks.finding import Found
from app.commerce.checks.letters import foreign
from app.commerce.persons.person import PERSON_FIELDS
from app.kernel.likeness import lost_zero
from app.kernel.text import fold

ADDRESS_FINDINGS = {
    "code_missing": "postal_unknown",
    "code_not_seven": "postal_unknown",
    "code_lost_zero": "postal_unknown",
    "code_unknown": "postal_unknown",
    "city_differs": "postal_mismatch",
    "town_differs": "postal_town",
    "no_number": "no_house_number",
    "address_missing": "address_unknown",
}
FAR_DAYS = 2


def look(order, facts, rules):
    """Everything that the checks find in an IncomingOrder, as a list of Found."""
    return [found for check in CHECKS for found in check(order, facts, rules)]


def _addresses(order, facts, rules):
    for place, checked in enumerate(facts.addresses):
        if checked is None:
            continue
        kinds = dict.fromkeys(ADDRESS_FINDINGS[one] for one in checked.findings)
        for kind in kinds:
            yield Found(kind, place, {}, _correction(checked))


def _correction(checked):
    """What a click would write: postal code and address, and the address of the code for the eyes."""
    return {
        "code": checked.code,
        "of_code": [f"{one.code} {one.address}" for one in checked.places[:3]],
        "of_address": [f"{one.code} {one.address}" for one in checked.written[:3]],
        "corrections": [[one.of, one.code, one.address] for one in checked.corrections],
    }


def _telephones(order, facts, rules):
    for place, slip in enumerate(order.slips):
        if not slip.recipient.phone:
            yield Found("phone_missing", place)
        elif lost_zero(slip.recipient.phone):
            yield Found("phone_lost_zero", place, {}, {"phone": f"0{slip.recipient.phone}"})


def _ways(order, facts, rules):
    start = rules.next_shipping_day or rules.today
    for place, slip in enumerate(order.slips):
        checked = facts.addresses[place] if place < len(facts.addresses) else None
        days = facts.days[place] if place < len(facts.days) else None
        if slip.island or (slip.island is None and checked is not None and checked.island):
            yield Found("island", place)
        elif days is not None and days >= FAR_DAYS:
            yield Found("far", place, {"days": days})
        if slip.wished_on is None:
            continue
        if slip.wished_on <= rules.today:
            yield Found("wish_past", place, {"on": slip.wished_on.isoformat()})
        elif slip.wished_on < start + dt.timedelta(days=days or 1):
            yield Found("wish_tight", place, {"on": slip.wished_on.isoformat(), "days": days or 1})


def _money(order, facts, rules):
    untold, total = is_untold(order), order.money.total
    collected = facts.payment_kind == "cod"
    if (total is None and collected) or not (untold or is_fixed(order.money)):
        yield Found("amount_not_fixed")
        return
    off = 0 if untold else difference(order)
    if abs(off) > rules.total_tolerance:
        yield Found("total_mismatch", None, {"yen": off})
    if rules.high_total and (total or 0) >= rules.high_total:
        yield Found("high_total", None, {"yen": total})


def _payment(order, facts, rules):
    if not facts.payment_known:
        yield Found("unknown_payment", None, {"name": order.payment})
    if facts.payment_kind == "cod" and facts.gift:
        yield Found("cod_to_other")
    if facts.payment_kind == "postpay" and facts.first:
        yield Found("first_postpay")


def _products(order, facts, rules):
    priced = not is_unpriced(order)
    for line in order.lines:
        if line.kind != "goods" or line.cancelled:
            continue
        known = facts.products.get(line.key)
        if known is None:
            yield Found(
                "unknown_product", line.slip, {"line": line.key, "code": line.mall_sku or line.mall_code}
            )
        elif priced and known.price is not None and line.price != known.price * known.factor:
            yield Found("price_differs", line.slip, {"line": line.key, "ours": known.price * known.factor})


def _temperatures(order, facts, rules):
    for place, _slip in enumerate(order.slips):
        inside = [
            known
            for line in order.lines
            if line.slip == place and not line.cancelled and (known := facts.products.get(line.key))
        ]
        kinds = {one.temperature for one in inside}
        alone = {one.temperature for one in inside if one.temperature != "ambient" or not one.chills_along}
        if len(alone) > 1 or kinds == {"ambient", "frozen"}:
            yield Found("mixed_temperature", place, {"kinds": sorted(kinds)})


def _remarks(order, facts, rules):
    said = fold(order.remarks)
    if said and said.rstrip("。.") not in rules.ignored_remarks:
        yield Found("remarks")


def _person(order, facts, rules):
    if facts.blacklisted:
        yield Found("blacklist", None, {"by": list(facts.blacklisted)})
    if facts.recent:
        yield Found("duplicate", None, {"orders": list(facts.recent)})


def _letters(order, facts, rules):
    for place, slip in enumerate(order.slips):
        bad = foreign("".join(getattr(slip.recipient, name) for name in PERSON_FIELDS))
        if bad:
            yield Found("letters", place, {"letters": bad})


def _marks(order, facts, rules):
    for mark in order.marks:
        yield Found(mark)


CHECKS = (
    _marks, _money, _payment, _products, _temperatures, _addresses, _telephones, _ways, _remarks, _person, _letters,
)  # fmt: skip

"""Pieces that several papers say the same way. Call inside `in_japanese()`."""

from app.commerce.papers.catalogue import HONOURS
from app.commerce.papers.words import _
from app.kernel import clock
from app.platform.documents.figures import day, yen

REDUCED = 8


def recipient_lines(person):
    """Whom a paper is for: the firm or the name large, then postal code and address."""
    firm = person.company if person.name or not person.company else honoured(person.company, firm=True)
    first = [part for part in (firm, person.department, honoured(person.name)) if part] or [""]
    postal = f"〒{postal_code(person.postal)}" if person.postal else ""
    address = f"{person.prefecture}{person.city}{person.street}"
    return tuple(part for part in (first[0], *first[1:], postal, address, person.building) if part)


def honoured(name, *, firm=False):
    """A name with 様 (a firm with 御中) behind it, unless it was written with one."""
    if not name or name.endswith(HONOURS):
        return name
    return _("%(company)s (addressed to)", company=name) if firm else _("%(name)s (honoured)", name=name)


def issuer_lines(issuer, *, registration=False):
    """The shop: name large, address, telephone, and its registration number on papers that count for tax."""
    number = issuer.registration_number if registration else ""
    return tuple(
        part
        for part in (
            issuer.name,
            f"〒{postal_code(issuer.postal)}" if issuer.postal else "",
            issuer.address,
            issuer.building,
            _("Tel. %(phone)s", phone=issuer.phone) if issuer.phone else "",
            issuer.mail,
            _("Registration no. %(number)s", number=number) if number else "",
        )
        if part
    )


def postal_code(text):
    """Seven digits with their hyphen; anything else as it is."""
    digits = text.replace("-", "")
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 and digits.isdigit() else text


def day_of(moment):
    """The Japanese day of a moment."""
    return day(moment.astimezone(clock.JST))


def item_name(item, *, marked=False):
    """Name with its options in small letters; `marked` puts the sign of the reduced rate behind it."""
    mark = _(" ※") if marked and item.rate == REDUCED else ""
    small = " ".join(part for part in (item.options, item.note) if part)
    return f"{item.name}{mark}\n{small}" if small else f"{item.name}{mark}"


def tax_sums(money):
    """What was charged at each rate, with the tax therein."""
    return tuple(
        (
            _("of which %(rate)s%%", rate=rate) + (_(" ※") if rate == REDUCED else ""),
            f"{yen(amount)}  {_('(tax %(yen)s)', yen=yen(tax))}",
            False,
        )
        for rate, amount, tax in money.taxes
    )


def reduced_note(money):
    """What the sign of the reduced rate means, where it stands."""
    return (
        _("※ marks goods at the reduced tax rate of 8%.")
        if any(r == REDUCED for r, _a, _t in money.taxes)
        else ""
    )


def money_sums(money):
    """Goods, fees, discounts, total and tax as rows of sums."""
    rows = [(_("Goods"), yen(money.goods), False)]
    rows += [(_(FEES[code]), yen(value), False) for code, value in money.fees]
    rows += [(_(DISCOUNTS[code]), yen(-value), False) for code, value in money.discounts]
    total = _("not fixed") if money.total is None else yen(money.total)
    return (*rows, (_("Total incl. tax"), total, True), *tax_sums(money))


FEES = {
    "postage": "Postage",
    "cod_fee": "Fee for cash on delivery",
    "payment_fee": "Payment fee",
    "wrapping_fee": "Wrapping",
    "other_fee": "Other fees",
}
DISCOUNTS = {
    "shop_coupon": "Coupon of the shop",
    "mall_coupon": "Coupon of the mall",
    "points": "Points used",
    "other_discount": "Other discount",
}

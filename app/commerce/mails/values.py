"""What stands in the place of each placeholder, from the Facts of an order, in the language that is spoken."""

from html import escape

from app.commerce.carriers.catalogue import carrier_of, following_url
from app.commerce.mails.placeholders import Value
from app.commerce.stock.promises import promises_of
from app.commerce.stock.reserving import LINE
from app.kernel import clock
from app.kernel.i18n import _, _l, language, translate
from app.platform.documents.figures import day as written_day

_SLOTS = {"am": _l("in the morning"), "pm": _l("in the afternoon")}


def value_of(facts, links):
    """`f(code) -> Value, text or nothing` for one order. `links(purpose)` makes a private link (`page`, `opt_out`)."""
    return lambda code: _VALUES[code](facts, links)


def yen(amount):
    """`1,234円`, `¥1,234`; nothing for an amount that is not fixed."""
    if amount is None:
        return ""
    return _("%(amount)s yen", amount=f"{amount:,}")


def day(value):
    """A day as letters write it; nothing for None."""
    if not value:
        return ""
    return written_day(value) if language() == "ja" else f"{value:%Y-%m-%d}"


def _moment(value):
    return f"{day(value.astimezone(clock.JST).date())} {value.astimezone(clock.JST):%H:%M}"


def _table(pairs):
    cells = "".join(
        f'<tr><td>{escape(left)}</td><td align="right">{escape(right)}</td></tr>' for left, right in pairs
    )
    return f'<table border="0" cellpadding="4" cellspacing="0">{cells}</table>'


def _pairs(pairs):
    pairs = list(pairs)
    return Value("\n".join(f"{left}　{right}" for left, right in pairs), _table(pairs)) if pairs else None


def _line_name(line):
    options = f"（{' '.join(line.options.split())}）" if line.options else ""
    return f"{line.name}{options}"


def _lines(facts, _links):
    return _pairs((f"{_line_name(line)} × {line.quantity}", yen(line.amount)) for line in facts.lines)


def _slip_lines(facts, _links):
    found = [f"{_line_name(line)} × {quantity}" for _id, line, quantity in facts.held]
    return "\n".join(found)


def _short_lines(facts, _links):
    missing = {
        one.for_id for one in promises_of(LINE, [one for one, *_rest in facts.held]) if one.missing > 0
    }
    return "\n".join(
        f"{_line_name(line)} × {quantity}" for one, line, quantity in facts.held if one in missing
    )


def _money(facts, _links):
    order = facts.order
    rows = [
        (_("Goods"), order.goods), (_("Postage"), order.postage), (_("Fee for cash on delivery"), order.cod_fee),
        (_("Payment fee"), order.payment_fee), (_("Wrapping"), order.wrapping_fee), (_("Other fees"), order.other_fee),
        (_("Coupon of the shop"), -order.shop_coupon), (_("Coupon of the mall"), -order.mall_coupon),
        (_("Points"), -order.points), (_("Other discount"), -order.other_discount),
    ]  # fmt: skip
    if order.total is None:
        return None
    taxes = [
        (
            _("of which %(rate)s%%", rate=rate),
            _("%(amount)s (tax %(tax)s)", amount=yen(amount), tax=yen(tax)),
        )
        for rate, amount, tax in order.taxes
    ]
    return _pairs(
        [
            *((label, yen(value)) for label, value in rows if value),
            (_("Total amount"), yen(order.total)),
            *taxes,
        ]
    )


def _person(person):
    postal = f"〒{person.postal[:3]}-{person.postal[3:]}" if len(person.postal) == 7 else person.postal
    name = _("%(name)s (recipient)", name=person.name) if person.name else ""
    return "\n".join(one for one in (postal, person.address, person.company, name) if one)


def _slot(slot):
    if slot == "none":
        return ""
    return translate(_SLOTS[slot]) if slot in _SLOTS else _("%(from)s to %(until)s o'clock", **_hours(slot))


def _hours(slot):
    start, _dash, end = slot.partition("-")
    return {"from": start, "until": end}


def _urls(facts, _links):
    found = [following_url(one.carrier, one.number) for one in facts.trackings]
    return "\n".join(one for one in found if one)


_VALUES = {
    "buyer_name": lambda facts, links: facts.order.buyer.name or facts.order.buyer.company,
    "buyer_company": lambda facts, links: facts.order.buyer.company,
    "order_number": lambda facts, links: facts.order.number,
    "ordered_at": lambda facts, links: _moment(facts.order.ordered_at),
    "shop_name": lambda facts, links: facts.channel.name,
    "lines": _lines,
    "slip_lines": _slip_lines,
    "money": _money,
    "total": lambda facts, links: yen(facts.order.total),
    "payment": lambda facts, links: facts.order.payment_name,
    "paid_on": lambda facts, links: day(facts.order.paid_on),
    "recipients": lambda facts, links: "\n\n".join(
        dict.fromkeys(_person(one.recipient) for one in facts.slips)
    ),
    "wished_on": lambda facts, links: day(facts.slip.wished_on),
    "slot": lambda facts, links: _slot(facts.slip.slot),
    "shipped_on": lambda facts, links: day(facts.parcel.shipped_on),
    "planned_on": lambda facts, links: day(facts.parcel.planned_on),
    "carrier": lambda facts, links: carrier_of(facts.parcel.carrier).name if facts.parcel.carrier else "",
    "trackings": lambda facts, links: "\n".join(one.number for one in facts.trackings),
    "tracking_urls": _urls,
    "short_lines": _short_lines,
    "page": lambda facts, links: links("page"),
    "opt_out": lambda facts, links: links("opt_out"),
    "rank_name": lambda facts, links: facts.rank.name if facts.rank else "",
    "rank_text": lambda facts, links: facts.rank.text if facts.rank else "",
    "order_count": lambda facts, links: str(facts.customer.order_count) if facts.customer else "",
    "message": lambda facts, links: facts.message,
    "signature": lambda facts, links: facts.channel.mail_signature or facts.channel.name,
}
"""`{code of catalogue.PLACEHOLDERS: function}`."""

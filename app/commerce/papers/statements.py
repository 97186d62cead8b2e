"""お買い上げ明細書, お届け明細書 and 納品書: what lies in the parcel, for whoever opens it."""

from app.commerce.papers.gifts import without_amounts
from app.commerce.papers.phrases import (
    day_of,
    honoured,
    issuer_lines,
    item_name,
    money_sums,
    recipient_lines,
    reduced_note,
)
from app.commerce.papers.sheet import Column, Sheet
from app.commerce.papers.words import _
from app.platform.documents.figures import day, yen


def statement(parcel):
    """The paper that lies in the parcel: with amounts for whoever bought it, without for whoever is given it."""
    return gift(parcel) if parcel.gift else purchase(parcel)


def purchase(parcel):
    """お買い上げ明細書: lines with prices, coupons, points, tax for each rate."""
    return _priced(
        parcel, _("STATEMENT OF PURCHASE"), _("Thank you for your purchase. We send you the following.")
    )


def gift(parcel):
    """お届け明細書: nothing that tells what it cost. It does not read the money at all."""
    return _bare(parcel, _("STATEMENT OF DELIVERY"), _("We deliver the following to you."))


def delivery_note(parcel):
    """納品書: with amounts, for a gift without."""
    title, opening = _("DELIVERY NOTE"), _("We deliver as follows.")
    return _bare(parcel, title, opening) if parcel.gift else _priced(parcel, title, opening)


def _priced(parcel, title, opening):
    money = parcel.money
    return Sheet(
        title=title,
        number=parcel.label,
        recipient=recipient_lines(parcel.recipient),
        issuer=issuer_lines(parcel.issuer, registration=True),
        facts=(*_facts(parcel), (_("Kind of payment"), parcel.payment_name)),
        opening=opening,
        columns=(*_columns()[:3], *price_columns(money)),
        rows=[priced_row(item) for item in parcel.items],
        sums=money_sums(money),
        notes=tuple(("", text) for text in (reduced_note(money), part_note(parcel)) if text),
        marks=parcel.marks,
    )


def _bare(parcel, title, opening):
    """From here on the money of the parcel is out of reach: only names, pieces and the giver's words are used."""
    giver = parcel.buyer.company or parcel.buyer.name
    facts = list(_facts(parcel))
    if giver:
        facts.append((_("Given by"), honoured(giver)))
    return Sheet(
        title=title,
        number=parcel.label,
        recipient=recipient_lines(parcel.recipient),
        issuer=issuer_lines(parcel.issuer),
        facts=tuple(facts),
        opening=opening,
        columns=_columns(),
        rows=[
            (item.code, without_amounts(f"{item.name}\n{item.options}").strip(), f"{item.quantity:,}")
            for item in parcel.items
        ],
        notes=_gift_notes(parcel),
        framed=(_("Message"), parcel.card_message) if parcel.card_message else None,
        marks=parcel.marks,
    )


def _gift_notes(parcel):
    noshi = "　".join(part for part in (parcel.noshi, parcel.noshi_name) if part)
    said = ((_("Noshi"), noshi), (_("Wrapping"), parcel.wrapping))
    return tuple((label, without_amounts(text)) for label, text in said if text)


def _facts(parcel):
    return tuple(
        (label, text)
        for label, text in (
            (_("Order number"), parcel.order_number),
            (_("Order date"), day_of(parcel.ordered_at)),
            (_("Shipping day"), day(parcel.planned_on)),
            (_("Slip"), f"{parcel.slip_no} / {parcel.of}" if parcel.of > 1 else ""),
        )
        if text
    )


def _columns():
    return (
        Column("code", _("Product code"), 18),
        Column("name", _("Product name"), 52),
        Column("quantity", _("Pieces"), 9, "right"),
    )


def price_columns(money):
    """Unit price and amount, saying whether tax is in them."""
    price = _("Unit price") if money.basis == "inclusive" else _("Unit price without tax")
    return (Column("price", price, 14, "right"), Column("amount", _("Amount"), 15, "right"))


def priced_row(item):
    """Code, name, pieces, unit price, amount."""
    return (item.code, item_name(item, marked=True), f"{item.quantity:,}", yen(item.price), yen(item.amount))


def part_note(parcel):
    """Said where the order travels in several parcels: the sums are those of the whole order."""
    if parcel.of < 2:
        return ""
    return _("This order comes in %(of)s parcels; the amounts are those of the whole order.", of=parcel.of)

"""請求書 and 領収書 (適格簡易請求書): what was charged, what was paid, by rate of tax."""

from dataclasses import dataclass

from app.commerce.papers.phrases import (
    FEES,
    day_of,
    honoured,
    issuer_lines,
    item_name,
    money_sums,
    recipient_lines,
    reduced_note,
    tax_sums,
)
from app.commerce.papers.sheet import Column, Sheet
from app.commerce.papers.statements import part_note, price_columns, priced_row
from app.commerce.papers.words import _
from app.platform.documents.figures import day, yen


@dataclass(frozen=True, slots=True)
class Issued:
    """The receipt that is printed: how often one was made of this order, for whom, for what, on which day."""

    number: int = 1
    addressee: str = ""
    purpose: str = ""
    on: object = None


def invoice(parcel):
    """請求書 to the buyer."""
    money = parcel.money
    return Sheet(
        title=_("BILL"),
        number=parcel.order_number,
        recipient=recipient_lines(parcel.buyer),
        issuer=issuer_lines(parcel.issuer, registration=True),
        facts=(
            (_("Order number"), parcel.order_number),
            (_("Order date"), day_of(parcel.ordered_at)),
            (_("Kind of payment"), parcel.payment_name),
        ),
        opening=_("We charge as follows."),
        headline=(_("Charged amount"), _("not fixed") if money.total is None else yen(money.total)),
        columns=(
            Column("code", _("Product code"), 18),
            Column("name", _("Product name"), 48),
            Column("quantity", _("Pieces"), 9, "right"),
            *price_columns(money),
        ),
        rows=[priced_row(item) for item in parcel.items],
        sums=money_sums(money),
        notes=tuple(("", text) for text in (reduced_note(money), part_note(parcel)) if text),
        marks=parcel.marks,
    )


def receipt(parcel, issued):
    """領収書: what was paid, points and coupons taken off; from the second one on it says that it is a repeat."""
    money = parcel.money
    buyer = parcel.buyer.company or parcel.buyer.name
    return Sheet(
        title=_("RECEIPT"),
        number=parcel.order_number,
        recipient=(honoured(issued.addressee or buyer),),
        issuer=issuer_lines(parcel.issuer, registration=True),
        facts=(
            (_("Order number"), parcel.order_number),
            (_("Order date"), day_of(parcel.ordered_at)),
            (_("Day of payment received"), day(parcel.paid_on or issued.on)),
            (_("Kind of payment"), parcel.payment_name),
        ),
        mark=_("repeated") if issued.number > 1 else "",
        headline=(_("Amount received"), yen(money.total)),
        opening="",
        columns=(
            Column("name", _("Contents"), 62),
            Column("quantity", _("Pieces"), 10, "right"),
            Column("amount", _("Amount"), 18, "right"),
        ),
        rows=[*(_row(item) for item in parcel.items), *_fees(money)],
        sums=(*_off(money), (_("Amount received"), yen(money.total), True), *tax_sums(money)),
        notes=(
            (_("Received for"), issued.purpose or _("the goods below")),
            *(("", text) for text in (reduced_note(money),) if text),
        ),
        marks=parcel.marks,
    )


def _row(item):
    return (item_name(item, marked=True), f"{item.quantity:,}", yen(item.amount))


def _fees(money):
    return [(_(FEES[code]), "", yen(value)) for code, value in money.fees]


def _off(money):
    off = sum(value for _code, value in money.discounts)
    return ((_("Points, coupons and discounts"), yen(-off), False),) if off else ()

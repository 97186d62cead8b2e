"""The kinds of paper: what they are called, what may be arranged about them, how they are made."""

from dataclasses import dataclass

from app.commerce.papers import bills, statements, work
from app.kernel.i18n import _l

_LINES = (("code", _l("Product code")), ("name", _l("Product name")), ("quantity", _l("Pieces")))
_PRICES = (("price", _l("Unit price")), ("amount", _l("Amount")))
_SHELF = (("shelf", _l("Shelf")),)


@dataclass(frozen=True, slots=True)
class Kind:
    """`each` makes the sheet of one parcel, None where one sheet is made of all. `columns` may be left out on paper."""

    name: str
    label: str
    each: object
    columns: tuple
    marks_at: str = "none"


KINDS = {
    one.name: one
    for one in (
        Kind("purchase", _l("Statement of purchase"), statements.purchase, (*_LINES, *_PRICES)),
        Kind("gift", _l("Statement of delivery (gift)"), statements.gift, _LINES),
        Kind("delivery_note", _l("Delivery note"), statements.delivery_note, (*_LINES, *_PRICES)),
        Kind("invoice", _l("Bill"), bills.invoice, (*_LINES, *_PRICES)),
        Kind("receipt", _l("Receipt of payment"), bills.receipt, (*_LINES[1:], _PRICES[1])),
        Kind(
            "pick_total", _l("Pick list (total)"), None,
            (*_SHELF, *_LINES, ("jan", _l("JAN code"))),
        ),
        Kind("pick_list", _l("Pick list (each order)"), work.pick_list, (*_SHELF, *_LINES), "bottom-right"),
        Kind("work_sheet", _l("Work sheet"), work.work_sheet, (*_SHELF, *_LINES), "bottom-right"),
    )
}  # fmt: skip
"""Layouts are kept for each of these."""
STATEMENT = "statement"
CHOICES = ((STATEMENT, _l("Statements (for gifts without amounts)")), *(
    (one.name, one.label) for one in KINDS.values() if one.name not in ("purchase", "gift")
))  # fmt: skip
"""What one asks for: the statement that fits each slip, or one of the others. A gift never gets the priced one."""
ORDER_PAPERS = ("invoice", "receipt")
"""They speak of whole orders."""
PICKS = ("pick_total", "pick_list", "work_sheet")
"""Papers with which the work in the warehouse begins."""


def kind_for(asked, parcel):
    """The name of the layout by which the paper `asked` of a parcel is drawn."""
    if asked == STATEMENT:
        return "gift" if parcel.gift else "purchase"
    return asked

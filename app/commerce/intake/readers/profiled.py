"""取込パターン: files of any other shop, read by a mapping of our fields to their columns (ec.md §1.7)."""

from dataclasses import dataclass, field

from app.commerce.intake.cells import money
from app.commerce.intake.columns import key_of, laid_out, place, places_of
from app.commerce.intake.formats import Format
from app.commerce.intake.readers import flat
from app.commerce.intake.readers.fields import EXTRA_FIELDS, FIELDS
from app.kernel.errors import Rejected

MAPPABLE = tuple(
    name for name in (*FIELDS, *EXTRA_FIELDS) if not name.startswith("spare") and name != "customer_kind"
)
NEEDED = ("number", "ordered_at", "name", "quantity")


@dataclass(frozen=True)
class Mapping:
    """`columns`: `{our field: (their header, position from 0 or None)}`; `words`: `{our field: {their word: ours}}`.

    `width`: how many columns the file had that the positions were taken from; positions count only for such a file.
    """

    name: str
    label: str = ""
    kind: str = ""
    columns: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    width: int = 0


def layout(mapping, header):
    """The Layout of a header under a Mapping. Raises Rejected that names what cannot be found."""
    places, at = places_of(header), dict.fromkeys((*FIELDS, *EXTRA_FIELDS))
    for name, (title, position) in mapping.columns.items():
        at[name] = place(places, title) if title else None
        fits = (
            position is not None
            and position < len(header)
            and (not mapping.width or mapping.width == len(header))
        )
        if at[name] is None and fits:
            at[name] = position
    absent = [FIELDS[name] for name in NEEDED if at[name] is None]
    if absent:
        raise Rejected("The pattern does not say which column is %(names)s.", "file", names=", ".join(absent))
    return laid_out(header, at)


def format_of(mapping, header):
    """A Format by which files of that header are read under the Mapping, with what a person mapped and nothing else."""
    at = layout(mapping, header).at
    titles = {
        name: () if position is None else f"{header[position]}@{_nth(header, position)}"
        for name, position in at.items()
    }
    return Format(
        name=f"profile:{mapping.name}",
        label=mapping.label or mapping.name,
        kind=mapping.kind,
        columns=titles,
        required=(),
        order=lambda rows, options: order(mapping, rows, options),
        unguard=True,
        told_by={
            "device": ("never",),
            "paid": ("paid", "paid_on"),
            "remarks": ("remarks",),
            "memo": ("memo",),
            "buyer": ("buyer_family",),
            "lines.rate": ("rate",),
            "money.goods": ("goods", "price"),
            "money.total": ("total",),
            "money.taxes": ("charged_10", "charged_8"),
            "slips.wished_on": ("wished_on",),
            "slips.slot": ("slot",),
        },
    )


def _nth(header, position):
    """Of the columns called alike, which one this is (from 1)."""
    key = key_of(header[position])
    return sum(1 for name in header[: position + 1] if key_of(name) == key)


def order(mapping, rows, options):
    """One order of a file with such columns."""
    ours = [_in_our_words(mapping, row) for row in rows]
    made = flat.order(ours, options)
    if made.buyer.name == "" and made.slips:
        made.buyer = made.slips[0].recipient
    elif made.slips and not made.slips[0].recipient.name:
        made.slips[0].recipient = made.buyer
    if money(ours[0], "tax") and not made.money.taxes and made.money.goods is not None:
        _settle_tax(made, money(ours[0], "tax"))
    if made.money.total is None:
        made.partial = ("money.total",)
    return made


def _in_our_words(mapping, row):
    """The row with their words translated, and paid told by a date where only that is there."""
    changes = {}
    for name, words in mapping.words.items():
        said = getattr(row, name, "").strip()
        if said in words:
            changes[name] = words[said]
    return row._replace(**changes) if changes else row


def _settle_tax(made, tax):
    """Whether the file's tax lies outside its prices: then the total only adds up with it."""
    amounts = made.money
    fees = amounts.postage + amounts.cod_fee + amounts.payment_fee + amounts.wrapping + amounts.other_fee
    less = amounts.shop_coupon + amounts.mall_coupon + amounts.points + amounts.other_discount
    if amounts.total != amounts.goods + fees - less + tax:
        return
    rates = {line.rate for line in made.lines}
    for line in made.lines:
        line.included = False
    if len(rates) == 1 and None not in rates:
        amounts.taxes = [(rates.pop(), amounts.goods + tax, tax)]

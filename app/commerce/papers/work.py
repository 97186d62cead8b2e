"""ピッキングリスト and 作業書: papers of the warehouse."""

from collections import defaultdict

from app.commerce.papers.phrases import day_of, honoured, item_name, recipient_lines
from app.commerce.papers.sheet import Column, Sheet
from app.commerce.papers.words import _
from app.commerce.slips.model import SLOTS
from app.commerce.slips.wording import CARRIERS
from app.kernel.i18n import translate
from app.platform.documents.figures import day

SLOT_NONE = SLOTS[0]
CARRIER_NAMES = dict(CARRIERS)


def pick_total(parcels, printed_at):
    """The total list: product by shelf with the pieces of all slips together."""
    rows = summed(parcels)
    return Sheet(
        title=_("PICK LIST (TOTAL)"),
        number=printed_at,
        facts=(
            (_("Slips"), f"{sum(1 + len(one.carried) for one in parcels):,}"),
            (_("Products"), f"{len(rows):,}"),
            (_("Pieces"), f"{sum(row[3] for row in rows):,}"),
            (_("Printed at"), printed_at),
        ),
        columns=(
            Column("shelf", _("Shelf"), 14),
            Column("code", _("Product code"), 17),
            Column("name", _("Product name"), 42),
            Column("jan", _("JAN code"), 16),
            Column("quantity", _("Pieces"), 9, "right"),
            Column("check", _("Done?"), 8, "center"),
        ),
        rows=[(shelf, code, name, jan, f"{pieces:,}", "□") for shelf, code, name, pieces, jan in rows],
    )


def summed(parcels):
    """`[(shelf, code, name, pieces, jan)]` of `picked`, for paper."""
    return [
        tuple(one[name] for name in ("shelf", "code", "name", "wanted", "jan")) for one in picked(parcels)
    ]


def picked(parcels):
    """What is to be taken for all parcels with what travels in them, one row a product, in the order of the shelves.

    `[{product_id, code, jan, name, shelf, wanted}]`. Products count by their id, lines that are not assigned to a
    product by their code and name.
    """
    pieces, facts = defaultdict(int), {}
    for item in (each for parcel in parcels for each in parcel.contents):
        key = item.product_id or (item.code, item.name)
        pieces[key] += item.pieces
        facts.setdefault(key, item)
    rows = [
        {
            **{name: getattr(one, name) for name in ("product_id", "code", "jan", "name", "shelf")},
            "wanted": pieces[key],
        }
        for key, one in facts.items()
        if pieces[key] > 0
    ]
    return sorted(rows, key=lambda row: (row["shelf"] or "\uffff", row["code"], row["name"]))


def pick_list(parcel):
    """The list of one parcel, with everything that travels in it."""
    return Sheet(
        title=_("PICK LIST"),
        number=parcel.label,
        recipient=_short(parcel),
        facts=(*_way(parcel), *_along(parcel)),
        columns=(
            Column("shelf", _("Shelf"), 14),
            Column("code", _("Product code"), 18),
            Column("name", _("Product name"), 44),
            Column("quantity", _("Pieces"), 9, "right"),
            Column("check", _("Done?"), 8, "center"),
        ),
        rows=[
            (item.shelf, item.code, item_name(item), f"{item.pieces:,}", "□")
            for item in sorted(parcel.contents, key=lambda one: (one.shelf or "\uffff", one.code))
        ],
        marks=parcel.marks,
        barcode=parcel.label,
    )


def work_sheet(parcel, address=""):
    """作業書: everything whoever packs must know, with codes that lead back to the slip."""
    sheet = pick_list(parcel)
    sheet.title, sheet.recipient = _("WORK SHEET"), recipient_lines(parcel.recipient)
    noshi = "　".join(part for part in (parcel.noshi, parcel.noshi_name) if part)
    said = (
        (_("Gift"), _("Gift: no papers with amounts in this parcel.") if parcel.gift else ""),
        (_("Noshi"), noshi),
        (_("Wrapping"), parcel.wrapping),
        (_("Message card"), parcel.card_message),
        (_("Remarks of the buyer"), parcel.remarks),
        (_("Memo"), parcel.memo),
    )
    sheet.notes, sheet.link = tuple(row for row in said if row[1]), address
    return sheet


def _short(parcel):
    return (honoured(parcel.recipient.name or parcel.recipient.company),)


def _way(parcel):
    slot = "" if parcel.slot == SLOT_NONE else parcel.slot
    wish = f"{day(parcel.wished_on)} {slot}".strip()
    said = (
        (_("Shop"), parcel.issuer.name),
        (_("Order date"), day_of(parcel.ordered_at)),
        (_("Shipping day"), day(parcel.planned_on)),
        (_("Wished day"), wish),
        (
            _("Carrier"),
            " ".join(
                part
                for part in (translate(CARRIER_NAMES.get(parcel.carrier, parcel.carrier)), parcel.service)
                if part
            ),
        ),
        (_("Parcels"), str(parcel.pieces)),
    )
    return tuple(row for row in said if row[1])


def _along(parcel):
    return ((_("Travels along"), "、".join(one.label for one in parcel.carried)),) if parcel.carried else ()

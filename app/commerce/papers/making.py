"""From parcels to PDF: which sheets there are, in which order, and their bytes. Pure."""

from app.commerce.papers import work
from app.commerce.papers.drawing import booklet
from app.commerce.papers.kinds import KINDS, PICKS, STATEMENT, kind_for
from app.commerce.papers.sheet import Dress
from app.commerce.papers.statements import statement

ORDERS = ("carrier", "shelf", "number")
"""By what a batch may be sorted."""


def in_order(parcels, by):
    """Parcels as the batch is to be printed, without those that travel inside another one that is there, too."""
    keys = {
        "carrier": lambda one: (one.carrier, one.service, one.ordered_at, one.label),
        "shelf": lambda one: (one.first_shelf, one.ordered_at, one.label),
        "number": lambda one: (one.ordered_at, one.label),
    }
    inside = {child.id for one in parcels for child in one.carried}
    return sorted((one for one in parcels if one.id not in inside), key=keys[by])


def with_carried(parcels, asked):
    """The parcels that have a paper of their own: what travels inside another one has its own, but no pick list."""
    if asked in PICKS:
        return list(parcels)
    return [each for one in parcels for each in (one, *one.carried)]


def sheets(asked, parcels, dresses, *, issued=None, address=None, printed_at=""):
    """`[(Sheet, Dress)]` of the papers `asked` (a name of `kinds.CHOICES`) of parcels in their order.

    `dresses`: `{(shop id, kind): Dress}`. `issued`: `{order id: Issued}` for receipts. `address(parcel)`: where the
    QR code of a work sheet leads. Call inside `in_japanese()`.
    """
    if asked == "pick_total":
        dress = dresses.get((parcels[0].issuer.id, asked)) or Dress()
        return [(work.pick_total(parcels, printed_at), dress)]
    found = []
    for parcel in parcels:
        kind = kind_for(asked, parcel)
        dress = dresses.get((parcel.issuer.id, kind)) or Dress(marks_at=KINDS[kind].marks_at)
        found.append((_sheet(asked, parcel, issued, address), dress))
    return found


def _sheet(asked, parcel, issued, address):
    if asked == STATEMENT:
        return statement(parcel)
    if asked == "receipt":
        return KINDS[asked].each(parcel, issued[parcel.order_id])
    if asked == "work_sheet":
        return KINDS[asked].each(parcel, address(parcel) if address else "")
    return KINDS[asked].each(parcel)


def paper(asked, parcels, dresses, **options):
    """The bytes of one PDF with all these papers."""
    return booklet(sheets(asked, parcels, dresses, **options), title=asked)

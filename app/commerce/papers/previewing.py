"""A layout on a real slip, before it is saved."""

import io

import pypdfium2

from app.commerce.papers.bills import Issued
from app.commerce.papers.gathering import gathered
from app.commerce.papers.kinds import STATEMENT, kind_for
from app.commerce.papers.layouts import checked, dress_of
from app.commerce.papers.printing import pdf_of

SCALE = 1.4


def preview(kind, slip_id, content, logo_id=None, seal_id=None):
    """The first page as PNG. A priced statement is never drawn of a gift: the paper that fits the slip is shown."""
    [parcel] = gathered([slip_id])
    dress = dress_of(kind, checked(kind, content), logo_id, seal_id)
    asked = STATEMENT if kind in ("purchase", "gift") else kind
    worn = {(parcel.issuer.id, kind_for(asked, parcel)): dress}
    issued = {parcel.order_id: Issued()} if kind == "receipt" else None
    content = pdf_of(asked, [slip_id], worn=worn, issued=issued, alone=True, address=lambda one: one.label)
    return first_page(content)


def first_page(content):
    """The first page of a PDF as PNG."""
    document = pypdfium2.PdfDocument(content)
    try:
        out = io.BytesIO()
        document[0].render(scale=SCALE).to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()

"""Reading our invoices."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.supply.invoices.model import IssuedInvoice

COLUMNS = "id number buyer_name issued_on due_on total state pays_on sent_at".split()


def invoices():
    """All invoices of this company with their envelopes."""
    return select(IssuedInvoice).options(joinedload(IssuedInvoice.envelope))


def listed(state="", words=()):
    """Columns of the list; `state`: issued, returned, approved or ''."""
    found = select(
        *(getattr(IssuedInvoice, name) for name in COLUMNS), IssuedInvoice.issued_on.label("sort_value")
    ).order_by(IssuedInvoice.issued_on.desc(), IssuedInvoice.id.desc())
    if state:
        found = found.where(IssuedInvoice.state == state)
    for word in words:
        found = found.where(IssuedInvoice.search_text.contains(word, autoescape=True))
    return found

"""What the page of an invoice shows."""

from app.access.users.queries import names_of
from app.approvals.queries import drawing_of
from app.kernel.db import session
from app.masters.taxes.rates import TAX_RATES
from app.platform.audit.queries import trail_of
from app.platform.audit.sentences import sentence
from app.procurement.invoices.comparing import facts_of, pairs_of
from app.procurement.invoices.matching import finding_text
from app.procurement.invoices.qualifying import items_of
from app.procurement.invoices.wording import STATES


def invoice_page(invoice):
    """Values of `procurement/invoices/show.html`."""
    body = invoice.envelope.content
    return {
        "invoice": invoice,
        "body": body,
        "tax_names": {row.code: row.label for row in TAX_RATES},
        "state": STATES[invoice.status],
        "pairs": pairs_of(invoice),
        "facts": facts_of(invoice, body),
        "items": items_of(invoice, body),
        "findings": [(finding_text(one), one["serious"]) for one in invoice.findings],
        "sheet": next((one for one in invoice.envelope.attachments if one.purpose == "rendition"), None),
        "files": list(zip(invoice.envelope.files, invoice.envelope.attachments, strict=False)),
        "approval": drawing_of(invoice.id),
        "people": names_of([invoice.approved_by_id]),
        "events": [_event(one) for one in session.scalars(trail_of(invoice.id))],
    }


def _event(entry):
    details = entry.details
    return {
        "who": entry.actor_name,
        "at": entry.at,
        "text": sentence(entry.verb),
        "body": details.get("reason", ""),
        "tone": "problem" if entry.verb in ("invoice.mismatched", "invoice.returned") else "",
    }

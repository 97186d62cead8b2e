"""The acts of this noun as sentences of the audit trail."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "invoice.sent": "Sent the invoice",
        "invoice.received": "Received the invoice",
        "invoice.matched": "Matched the invoice: it agrees with what was accepted",
        "invoice.mismatched": "Matched the invoice: something has to be looked at",
        "invoice.resolved": "Accepted the differences of the invoice",
        "invoice.submitted": "Submitted the invoice for approval",
        "invoice.approved": "Approved the invoice",
        "invoice.rejected": "Refused the invoice in approval",
        "invoice.sent_back": "Sent the invoice back from approval",
        "invoice.returned": "Returned the invoice to its supplier",
        "invoice_return.sent": "Told the supplier that the invoice was returned",
        "invoice_return.received": "The customer returned the invoice",
        "invoice_approval.sent": "Told the supplier that the invoice was approved",
        "invoice_approval.received": "The customer approved the invoice",
    }
)

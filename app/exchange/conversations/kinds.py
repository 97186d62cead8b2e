"""What the kinds of envelopes are called."""

from app.kernel.i18n import _l

KINDS = {
    "rfq": _l("Request for quotation"),
    "deadline_extension": _l("Extension of the deadline"),
    "rfq_closure": _l("Closure of the request"),
    "quote": _l("Quotation"),
    "decline": _l("Declination"),
    "award_notice": _l("Result notice"),
    "order": _l("Order sheet"),
    "order_cancellation": _l("Cancellation of the order"),
    "acknowledgement": _l("Order acknowledgement"),
    "change_refusal": _l("Answer to a change request"),
    "delivery_note": _l("Delivery note"),
    "acceptance_notice": _l("Acceptance notice"),
    "acceptance_cancellation": _l("Cancellation of the acceptance"),
    "invoice": _l("Invoice sheet"),
    "invoice_return": _l("Returned invoice"),
    "invoice_approval": _l("Approval of the invoice"),
    "chat": _l("Message"),
}

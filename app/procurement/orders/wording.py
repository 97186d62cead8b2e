"""States, rules and events of orders as readers meet them: English sentence and tone."""

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STATES = {
    "draft": (_l("Draft"), "draft"),
    "in_approval": (_l("In approval"), "waiting"),
    "approved": (_l("Ready to issue"), "info"),
    "issued": (_l("Issued"), "waiting"),
    "acknowledged": (_l("Acknowledged"), "info"),
    "change_requested": (_l("Change requested"), "problem"),
    "partially_delivered": (_l("Partly delivered"), "info"),
    "delivered": (_l("Delivered"), "info"),
    "partially_accepted": (_l("Partly accepted"), "info"),
    "accepted": (_l("Accepted"), "done"),
    "invoiced": (_l("Invoiced"), "done"),
    "closed": (_l("Closed"), "closed"),
    "cancelled": (_l("Cancelled"), "closed"),
}
CHANGES = {
    "draft": (_l("Draft"), "draft"),
    "in_approval": (_l("In approval"), "waiting"),
    "approved": (_l("Ready to issue"), "info"),
    "issued": (_l("Issued"), "done"),
    "dropped": (_l("Given up"), "closed"),
}
OUTCOMES = {
    "taken": (_l("Acknowledged"), "done"),
    "open": (_l("Waiting for us"), "waiting"),
    "granted": (_l("Granted"), "done"),
    "refused": (_l("Refused"), "closed"),
}
LAW_SCOPES = {
    "none": _l("Does not apply"),
    "toriteki": _l("Subcontracting law"),
    "freelance": _l("Freelance law"),
    "both": _l("Both laws"),
}
FIELDS = {
    "subject": _l("Subject"),
    "organisation_id": _l("Department"),
    "delivery_place": _l("Place of delivery"),
    "inspection_days": _l("Days for inspection"),
    "payment_terms": _l("Terms of payment"),
    "payment_method": _l("Way of payment"),
    "acknowledge_by": _l("Acknowledge until"),
    "supplied_materials": _l("Materials supplied by us"),
    "undecided_items": _l("Not decided yet"),
    "remarks": _l("Remarks"),
    "law_scope": _l("Law"),
    "name": _l("Item"),
    "spec": _l("Specification"),
    "quantity": _l("Quantity"),
    "unit": _l("Unit"),
    "price": _l("Unit price"),
    "tax_code": _l("Tax"),
    "delivery_on": _l("Delivery"),
    "account_code": _l("Account"),
}

SENTENCES.update(
    {
        "purchase_order.drafted": "Edited the order",
        "purchase_order.from_award": "Drafted the order from the choice of supplier",
        "purchase_order.copied": "Copied another order",
        "purchase_order.submitted": "Submitted the order",
        "purchase_order.approved": "Approved the order",
        "purchase_order.rejected": "Refused the order",
        "purchase_order.returned": "Sent the order back",
        "purchase_order.issued": "Issued the order",
        "purchase_order.acknowledged": "Acknowledged the order",
        "purchase_order.change_requested": "Asked for a change",
        "purchase_order.change_refused": "Insisted on the order as issued",
        "purchase_order.change_drafted": "Drafted a change",
        "purchase_order.change_submitted": "Submitted a change",
        "purchase_order.change_approved": "Approved the change",
        "purchase_order.change_rejected": "Refused the change",
        "purchase_order.change_returned": "Sent the change back",
        "purchase_order.change_dropped": "Gave the change up",
        "purchase_order.changed": "Issued the change",
        "purchase_order.cancelled": "Cancelled the order",
        "purchase_order.short_closed": "Gave up the rest of the order",
        "order.sent": "Sent the order sheet to the supplier",
        "order_cancellation.sent": "Told the supplier that the order is cancelled",
        "change_refusal.sent": "Told the supplier that the order stays",
        "acknowledgement.received": "The supplier's answer arrived",
    }
)

"""Who may do what with requests for quotation (procurement §4.11)."""

from app.kernel.permissions import permission

permission(
    "procurement.rfq.view",
    "See requests for quotation",
    "requester",
    "buyer",
    "approver",
    "accounts_payable",
    "auditor",
)
permission("procurement.rfq.edit", "Draft requests for quotation", "requester", "buyer")
permission("procurement.rfq.send", "Send, extend, revise, close and cancel requests for quotation", "buyer")

"""Who may do what with orders (procurement §4.11)."""

from app.kernel.permissions import permission

permission(
    "procurement.order.view",
    "See orders",
    "requester",
    "buyer",
    "approver",
    "inspector",
    "accounts_payable",
    "auditor",
)
permission("procurement.order.edit", "Draft and submit orders", "buyer")
permission("procurement.order.issue", "Issue, change, cancel and close orders", "buyer")

"""Who may do what with orders (procurement §4.11)."""

from app.kernel.permissions import permission

VIEW = permission(
    "procurement.order.view",
    "See orders",
    "requester",
    "buyer",
    "approver",
    "inspector",
    "accounts_payable",
    "auditor",
)
EDIT = permission("procurement.order.edit", "Draft and submit orders", "buyer")
EXPORT = permission("procurement.order.export", "Export orders", "buyer", "accounts_payable", "auditor")
permission("procurement.order.issue", "Issue, change, cancel and close orders", "buyer")

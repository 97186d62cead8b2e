"""Who may do what with acceptances (procurement §4.11)."""

from app.kernel.permissions import permission

permission(
    "procurement.acceptance.view",
    "See acceptances",
    "requester",
    "buyer",
    "approver",
    "inspector",
    "accounts_payable",
    "auditor",
)
permission("procurement.acceptance.make", "Accept goods and services", "requester", "buyer", "inspector")
permission("procurement.acceptance.cancel", "Cancel acceptances", "buyer", "inspector")

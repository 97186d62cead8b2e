"""Who may do what with invoices (procurement §4.11)."""

from app.kernel.permissions import permission

permission(
    "procurement.invoice.view",
    "See invoices",
    "buyer",
    "approver",
    "accounts_payable",
    "auditor",
)
permission("procurement.invoice.check", "Check, submit and return invoices", "accounts_payable")

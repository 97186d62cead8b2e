"""Who may see what suppliers answered (procurement §4.11)."""

from app.kernel.permissions import permission

permission(
    "procurement.quote.view",
    "See and compare quotes",
    "requester",
    "buyer",
    "approver",
    "accounts_payable",
    "auditor",
)

"""How far a person sees inside procurement."""

from app.kernel.permissions import permission

permission(
    "procurement.scope.all",
    "See the documents of all departments in procurement",
    "buyer",
    "approver",
    "accounts_payable",
    "auditor",
)

"""Talking in a case, and finding documents of every case."""

from app.kernel.permissions import permission

CHAT = permission(
    "exchange.chat",
    "See cases and write messages to the other company",
    "buyer",
    "requester",
    "supplier_admin",
    "supplier_user",
)
SEARCH_ARCHIVE = permission(
    "exchange.archive.view",
    "Search the documents exchanged with other companies",
    "buyer",
    "accounts_payable",
    "auditor",
    "supplier_admin",
)
EDIT_GUESTS = permission("exchange.guest.edit", "Renew and withdraw links for guests", "buyer")

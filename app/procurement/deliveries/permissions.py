"""Who may do what with deliveries (procurement §4.11); requesters receive what their department ordered."""

from app.kernel.permissions import permission

permission(
    "procurement.delivery.view",
    "See deliveries",
    "requester",
    "buyer",
    "approver",
    "inspector",
    "accounts_payable",
    "auditor",
)
permission("procurement.delivery.receive", "Register what arrives", "requester", "buyer", "inspector")

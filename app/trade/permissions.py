"""What one may do in trade at all. In a deal itself the seat decides (`trade.sight`), not the role."""

from app.kernel.permissions import permission

CLERKS = ("trade_clerk", "supplier_admin", "supplier_user")

VIEW = permission("trade.deal.view", "See deals of the own organisations", *CLERKS, "auditor")
WORK = permission("trade.deal.edit", "Open deals, invite partners and write documents", *CLERKS)
ORGANISE = permission(
    "trade.organisation.edit",
    "Set up organisations that take part in deals",
    "system_admin",
    "supplier_admin",
)
RULE = permission("trade.rulebook.edit", "Set ceilings of documents for the whole platform", "system_admin")

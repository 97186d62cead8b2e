"""Who may do what with approvals."""

from app.access.builtin import BUYER_SIDE
from app.kernel.permissions import permission

permission("approvals.case.view", "See own and assigned approval cases", *BUYER_SIDE)
permission(
    "approvals.case.decide",
    "Approve, send back and reject what is assigned",
    *(role for role in BUYER_SIDE if role != "auditor"),
)
permission("approvals.case.view_all", "See every approval case", "system_admin", "auditor")
permission(
    "approvals.route.view", "See approval routes", "master_admin", "system_admin", "auditor", light=False
)
permission("approvals.route.edit", "Design approval routes", "master_admin", "system_admin")

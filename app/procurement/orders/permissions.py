"""Who may do what with orders (procurement §4.11)."""

from app.kernel.permissions import permission

READERS = ("requester", "buyer", "approver", "inspector", "accounts_payable", "auditor")
VIEW = permission("procurement.order.view", "See orders", *READERS)
COMMENT = permission("procurement.order.comment", "Comment on orders", *READERS, follows=VIEW)
EDIT = permission("procurement.order.edit", "Draft and submit orders", "buyer")
EXPORT = permission("procurement.order.export", "Export orders", "buyer", "accounts_payable", "auditor")
permission("procurement.order.issue", "Issue, change, cancel and close orders", "buyer")

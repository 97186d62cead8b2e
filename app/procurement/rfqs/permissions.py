"""Who may do what with requests for quotation (procurement §4.11)."""

from app.kernel.permissions import permission

READERS = ("requester", "buyer", "approver", "accounts_payable", "auditor")
VIEW = permission("procurement.rfq.view", "See requests for quotation", *READERS)
COMMENT = permission("procurement.rfq.comment", "Comment on requests for quotation", *READERS, follows=VIEW)
EDIT = permission("procurement.rfq.edit", "Draft requests for quotation", "requester", "buyer")
EXPORT = permission("procurement.rfq.export", "Export requests for quotation", "buyer", "auditor")
permission("procurement.rfq.send", "Send, extend, revise, close and cancel requests for quotation", "buyer")

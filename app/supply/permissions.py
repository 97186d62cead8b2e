"""What the people of a supplier may do (procurement §4.11)."""

from app.kernel.permissions import permission

BOTH = ("supplier_admin", "supplier_user")

VIEW_REQUESTS = permission("supply.rfq.view", "See requests for quotation received", *BOTH)
SUBMIT_QUOTE = permission("supply.quote.submit", "Answer and decline requests for quotation", *BOTH)
VIEW_ORDERS = permission("supply.order.view", "See orders received", *BOTH)
ACKNOWLEDGE = permission("supply.order.acknowledge", "Confirm orders and ask for changes", *BOTH)
ANNOUNCE = permission("supply.delivery.announce", "Announce deliveries", *BOTH)
VIEW_ACCEPTANCES = permission("supply.acceptance.view", "See what buyers accepted, and own invoices", *BOTH)
ISSUE_INVOICE = permission("supply.invoice.issue", "Issue invoices", *BOTH)
EDIT_ACCOUNTS = permission("supply.account.edit", "Change the bank accounts for invoices", "supplier_admin")

"""Who may do what with journals (procurement §4.11)."""

from app.kernel.permissions import permission

permission("procurement.journal.view", "See journals and exported batches", "accounts_payable", "auditor")
permission("procurement.journal.review", "Review vouchers", "accounts_payable")
permission("procurement.journal.export", "Export journals and arrange exports", "accounts_payable")
permission("procurement.journal.map", "Decide where purchases are booked", "accounts_payable")

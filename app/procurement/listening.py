"""Documents name the supplier with whom they were issued, for ever: also when that partner becomes part of another."""

from app.kernel.i18n import _l
from app.records.kit.holding import keep

keep("purchase_orders", "partner_id", _l("Purchase orders"))
keep("quotes", "partner_id", _l("Quotes of suppliers"))
keep("rfq_invitations", "partner_id", _l("Requests for quotation"))
keep("award_lines", "partner_id", _l("Choices of suppliers"))
keep("acceptances", "partner_id", _l("Acceptances"))
keep("invoices", "partner_id", _l("Invoices"))
keep("vouchers", "partner_id", _l("Vouchers"))

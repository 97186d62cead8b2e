"""Numbers, rules and notices of requests for quotation."""

from app.platform.notifications import kind
from app.platform.settings import setting
from app.records.numbering import series

series("rfq", "RQ-{YY}{MM}-{SEQ:5}")

setting("procurement.minimum_quotes", "Quotes needed for a large purchase", 3)
setting(
    "procurement.minimum_quotes_from",
    "Purchase amount from which that many quotes are needed (yen without tax)",
    1_000_000,
)

kind("rfq.approved", "Approvals and refusals of my requests for quotation")
kind("rfq.closed", "A request for quotation is closed")
kind("quote.received", "A supplier has answered or declined")
kind("award.decided", "A choice of supplier was approved or refused")

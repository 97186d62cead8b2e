"""Numbers of stock slips, and what the audit trail says of stock."""

from app.commerce.stock import wording  # noqa: F401 -- registers the sentences
from app.records.numbering import series

series("stock_slip", "ZK-{YY}{MM}-{SEQ:5}")

"""The numbers of our invoices, for those who let us number."""

from app.records.numbering import series

series("issued_invoice", "INV-{YY}{MM}-{SEQ:4}")

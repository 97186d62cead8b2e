"""Numbers and notices of invoices."""

from app.platform.notifications import kind
from app.records.numbering import series

series("invoice", "IV-{YY}{MM}-{SEQ:5}")

kind("invoice.received", "An invoice has arrived")
kind("invoice.returned", "An invoice went back to its supplier, or came back from approval")
kind("invoice.approved", "An invoice was approved")

"""Numbers and notices of deliveries."""

from app.platform.notifications import kind
from app.records.numbering import series

series("delivery", "DN-{YY}{MM}-{SEQ:5}")

kind("delivery.announced", "A supplier has announced a delivery")

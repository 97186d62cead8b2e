"""Numbers, rules and notices of orders."""

from app.platform.notifications import kind
from app.platform.settings import setting
from app.records.numbering import series

series("purchase_order", "PO-{YY}{MM}-{SEQ:5}")

setting("procurement.delivery_place", "Usual place of delivery on orders", "")
setting("procurement.inspection_days", "Days for the inspection after receipt", 10)
setting("procurement.acknowledgement_days", "Days within which suppliers acknowledge orders", 7)

kind("purchase_order.approved", "Approvals and refusals of my orders")
kind("purchase_order.drafted", "An order was drafted from a choice of supplier")
kind("purchase_order.answered", "A supplier has answered an order")

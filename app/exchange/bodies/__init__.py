"""What an envelope says: one typed body per kind. Money in whole yen, quantities and unit prices as decimals.

Nothing that only one side may know belongs here: no target prices, no other supplier, no internal remark.
"""

from app.exchange.bodies.base import (
    Body,
    Party,
    RatedTax,
)
from app.exchange.bodies.chatting import (
    ChatLine,
)
from app.exchange.bodies.invoicing import (
    AcceptanceCancellation,
    AcceptanceNotice,
    AcceptedLine,
    BankAccount,
    Invoice,
    InvoiceApproval,
    InvoiceLine,
    InvoiceReturn,
)
from app.exchange.bodies.ordering import (
    Acknowledgement,
    ChangeRefusal,
    DeliveryLine,
    DeliveryNote,
    Order,
    OrderCancellation,
    OrderLine,
    WishedChange,
)
from app.exchange.bodies.sourcing import (
    AwardNotice,
    DeadlineExtension,
    Decline,
    Quote,
    QuoteLine,
    Rfq,
    RfqClosure,
    RfqLine,
)

__all__ = [
    "BODIES",
    "AcceptanceCancellation",
    "AcceptanceNotice",
    "AcceptedLine",
    "Acknowledgement",
    "AwardNotice",
    "BankAccount",
    "Body",
    "ChangeRefusal",
    "ChatLine",
    "DeadlineExtension",
    "Decline",
    "DeliveryLine",
    "DeliveryNote",
    "Invoice",
    "InvoiceApproval",
    "InvoiceLine",
    "InvoiceReturn",
    "Order",
    "OrderCancellation",
    "OrderLine",
    "Party",
    "Quote",
    "QuoteLine",
    "RatedTax",
    "Rfq",
    "RfqClosure",
    "RfqLine",
    "WishedChange",
]

BODIES = {
    body.model_fields["kind"].default: body
    for body in (
        Rfq,
        DeadlineExtension,
        RfqClosure,
        Quote,
        Decline,
        AwardNotice,
        Order,
        OrderCancellation,
        Acknowledgement,
        ChangeRefusal,
        DeliveryNote,
        AcceptanceNotice,
        AcceptanceCancellation,
        Invoice,
        InvoiceReturn,
        InvoiceApproval,
        ChatLine,
    )
}

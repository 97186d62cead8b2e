"""What the audit trail says of stock."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "stock.receipt": "Booked goods received",
        "stock.return": "Booked goods returned",
        "stock.adjustment": "Adjusted the stock",
        "stock.transfer": "Moved goods between warehouses",
        "stock.shop_sale": "Booked a sale in the shop",
        "stock.count": "Booked the differences of a stocktake",
        "stock.undone": "Took a booking of stock back",
        "stock.reserved": "Reserved stock",
        "stock.released": "Gave reserved stock back",
        "stock.held_back": "Held stock back",
        "stock.shipped": "Booked a shipment out of stock",
        "stock.unshipped": "Took a shipment out of stock back",
        "stock_rule.changed": "Changed what shops are told of stock",
        "stock_rule.dropped": "Let the rule of stock for all products count again",
        "product.set_changed": "Changed the parts of a set",
    }
)

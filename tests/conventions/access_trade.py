"""Who may reach the pages of trade: part of the access table. In a deal itself the seat decides, not the role."""

TRADE = {
    "trade.organisations.create": "trade.organisation.edit",
    "trade.organisations.index": "trade.organisation.edit",
    "trade.organisations.new": "trade.organisation.edit",
    "trade.organisations.show": "trade.organisation.edit",
    "trade.organisations.update": "trade.organisation.edit",
}

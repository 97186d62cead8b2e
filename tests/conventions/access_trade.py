"""Who may reach the pages of trade: part of the access table. In a deal itself the seat decides besides."""

TRADE = {
    "trade.acts.create_completion": "trade.deal.edit",
    "trade.acts.create_message": "trade.deal.edit",
    "trade.acts.create_muting": "trade.deal.view",
    "trade.acts.create_name": "trade.deal.edit",
    "trade.acts.create_own_number": "trade.deal.edit",
    "trade.acts.delete_completion": "trade.deal.edit",
    "trade.acts.delete_muting": "trade.deal.view",
    "trade.deals.create": "trade.deal.edit",
    "trade.deals.index": "trade.deal.view",
    "trade.deals.new": "trade.deal.edit",
    "trade.deals.show": "trade.deal.view",
    "trade.organisations.create": "trade.organisation.edit",
    "trade.organisations.index": "trade.organisation.edit",
    "trade.organisations.new": "trade.organisation.edit",
    "trade.organisations.show": "trade.organisation.edit",
    "trade.organisations.update": "trade.organisation.edit",
}

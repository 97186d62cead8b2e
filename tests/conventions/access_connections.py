"""Who may reach the screens about shops' interfaces: part of the access table."""

CONNECTIONS = {
    "commerce.connections.create_check": "commerce.channel.edit",
    "commerce.connections.destroy_secrets": "commerce.channel.edit",
    "commerce.connections.index": "commerce.channel.edit",
    "commerce.connections.show": "commerce.channel.edit",
    "commerce.connections.update": "commerce.channel.edit",
    "commerce.interfaces.create_fetch": "commerce.order.import",
    "commerce.interfaces.create_notices": "commerce.slip.ship",
    "commerce.interfaces.index": "commerce.slip.ship",
    "commerce.telling.create_everything": "commerce.stock.rules",
    "commerce.telling.create_file": "commerce.stock.rules",
    "commerce.telling.create_reading": "commerce.stock.rules",
    "commerce.telling.index": "commerce.stock.view",
}

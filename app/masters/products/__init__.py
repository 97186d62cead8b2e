"""Products (品目): what is bought and sold, with their prices over time."""

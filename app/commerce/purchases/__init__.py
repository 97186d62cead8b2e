"""What customers bought (購入履歴), counted from orders that stand."""

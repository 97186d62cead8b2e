"""項目とレイアウト: the screens on which a tenant arranges its records; what they change lies beside it."""

"""Whom one would rather not deliver to (ブラックリスト): entries, and the alerts they raise on open orders at once."""

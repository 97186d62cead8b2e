"""The shops of `telling`, whose peers also give orders."""

from tests.commerce.telling.conftest import peer, told, work

__all__ = ["peer", "told", "work"]

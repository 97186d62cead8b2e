"""The shop that mails, and the private page of one of its orders."""

from tests.commerce.mails.conftest import browse, server, shop

__all__ = ["browse", "server", "shop"]

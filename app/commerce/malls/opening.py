"""The client of each mall, and the credentials it wants: for whoever holds accounts and not the malls' ways."""

from app.commerce.malls.accounts import (
    Account,
    AmazonCredentials,
    RakutenCredentials,
    ShopifyCredentials,
    YahooCredentials,
)
from app.commerce.malls.amazon import AmazonClient
from app.commerce.malls.rakuten import RakutenClient
from app.commerce.malls.shopify import ShopifyClient
from app.commerce.malls.yahoo import YahooClient

MALLS = {
    "rakuten": (RakutenClient, RakutenCredentials),
    "yahoo": (YahooClient, YahooCredentials),
    "amazon": (AmazonClient, AmazonCredentials),
    "shopify": (ShopifyClient, ShopifyCredentials),
}


def client(mall, account: Account, **patience):
    """The client of an account; use it as a context. Raises KeyError for a mall that has no interface here.

    `patience` (seconds for one call with all its waits) and `timeout` (for one answer) may be given.
    """
    return MALLS[mall][0](account, **patience)


def credentials(mall, packed):
    """The credentials that `Credentials.packed` made."""
    return MALLS[mall][1].unpacked(packed)

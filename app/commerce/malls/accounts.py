"""An account at a shop, what proves that it is ours, and what the clients answer with."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar

ACCEPTED, REFUSED, UNKNOWN = "accepted", "refused", "unknown"


@dataclass(frozen=True, repr=False)
class Credentials:
    """What proves that an account is ours. Never shown: its repr says only what kind it is."""

    def __repr__(self):
        """The kind alone."""
        return f"<{type(self).__name__}>"

    def packed(self):
        """One text for an encrypted column."""
        return json.dumps(asdict(self), default=lambda instant: instant.isoformat())

    @classmethod
    def unpacked(cls, text):
        """The credentials of what `packed` made; names that are not known any more are left out."""
        held, known = json.loads(text), {one.name for one in fields(cls)}
        if held.get("expires_at"):
            held["expires_at"] = datetime.fromisoformat(held["expires_at"])
        return cls(**{name: value for name, value in held.items() if name in known})


@dataclass(frozen=True, repr=False)
class RakutenCredentials(Credentials):
    """Of RMS > WEB API; the licence key ends after 90 days and is renewed by hand there."""

    service_secret: str
    license_key: str


@dataclass(frozen=True, repr=False)
class YahooCredentials(Credentials):
    """Of an application with Yahoo! ID連携 v2. `public_key` (PEM) and `key_version` sign calls for orders."""

    client_id: str
    client_secret: str
    refresh_token: str
    access_token: str = ""
    expires_at: datetime | None = None
    public_key: str = ""
    key_version: str = "1"


@dataclass(frozen=True, repr=False)
class AmazonCredentials(Credentials):
    """Of an SP-API application, with the refresh token that the seller's consent gave."""

    client_id: str
    client_secret: str
    refresh_token: str
    access_token: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, repr=False)
class ShopifyCredentials(Credentials):
    """The Admin API access token of an app in the shop; it does not end."""

    access_token: str


@dataclass(frozen=True)
class Account:
    """One account at one shop.

    `key` names it among limits and turns of the whole installation (tenant and shop). `seller` is what the shop calls
    it: Yahoo's store account, Amazon's seller id, Shopify's `….myshopify.com`. `base_url` and `token_url` are blank
    for the shop's real addresses. `settings` are the few choices a client documents. `pace` stretches every wait
    (tests: < 1). `keep` is given renewed credentials; `recall` answers with the newest that any process has kept.
    """

    key: str
    seller: str
    credentials: Any
    base_url: str = ""
    token_url: str = ""
    settings: dict = field(default_factory=dict)
    pace: float = 1.0
    keep: Callable | None = None
    recall: Callable | None = None


@dataclass(frozen=True)
class Parcel:
    """One parcel of an order. `carrier` is our code (`yamato`, see carriers.py) or the shop's own.

    `part` says for which part of the order: Rakuten's basketId, Shopify's fulfilment order, Amazon's order-item-id;
    blank where there is only one, or for the whole. `number` blank: sent without one (`reason` then, where a shop
    wants it).
    """

    carrier: str
    number: str
    shipped_on: date
    part: str = ""
    quantity: int | None = None
    method: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """What became of one thing told to a shop. `key` is what was told: a stock key, a parcel's number, an order's.

    `outcome` is accepted, refused (with the shop's `code` and words `said`), or unknown: the shop may or may not have
    done it, ask again. `ticket` leads to a later answer where the shop works on it for a while (Amazon).
    """

    key: str
    outcome: str
    code: str = ""
    said: str = ""
    ticket: str = ""
    LONGEST: ClassVar[int] = 300

    def __post_init__(self):
        """Keep the shop's words short."""
        object.__setattr__(self, "said", self.said[: self.LONGEST])


@dataclass(frozen=True)
class Checked:
    """The outcome of trying a connection: a `sentence` for people, and until when the credentials hold."""

    fine: bool
    sentence: str
    ends_at: datetime | None = None

"""Amazon SP-API as its models describe it: Login with Amazon, orders v0, restricted data tokens, listings, feeds.

Sources: amzn/selling-partner-api-models (models/orders-api-model/ordersV0.json, tokens_2021-03-01.json,
feeds_2021-06-30.json, listingsItems_2021-08-01.json; schemas/feeds/listings-feed-*-v2.json) and developer-
docs.amazon.com/sp-api for usage plans, x-amzn-RateLimit-Limit and what needs a restricted token. That an ended token
is answered with 403 Unauthorized: issue #4122 there. From memory: the report on a flat file, and the codes of errors.
"""

import json
import re
import secrets
import time
from datetime import datetime

from tests.peers.amazon_feeds import Desk
from tests.peers.serving import Peer, Said

ORDER = re.compile(r"/orders/v0/orders/(?P<number>[^/]+)(?:/(?P<part>address|buyerInfo|orderItems))?")
PARTS = {
    None: "getOrder",
    "address": "getOrderAddress",
    "buyerInfo": "getOrderBuyerInfo",
    "orderItems": "getOrderItems",
}
DENIED = "Access to requested resource is denied."


class Amazon(Peer):
    """`orders` by id, each with `lines`; `listings` by SKU: `{channel, quantity}`; `feeds` by id."""

    limits = {
        "getOrders": (60.0, 20),
        "getOrder": (2.0, 30),
        "getOrderItems": (2.0, 30),
        "getOrderBuyerInfo": (2.0, 30),
        "getOrderAddress": (2.0, 30),
        "createRestrictedDataToken": (1.0, 10),
        "getListingsItem": (0.2, 10),
        "createFeedDocument": (2.0, 15),
        "createFeed": (120.0, 15),
        "getFeed": (0.5, 15),
        "getFeedDocument": (45.0, 10),
    }

    def __init__(self, *words, seller="A1SELLER", **more):
        super().__init__(*words, **more)
        self.seller, self.orders, self.listings = seller, {}, {}
        self.client, self.refresh, self.holds = ("amzn1.client", "amzn1.secret"), "Atzr|refresh", 3600
        self.tokens, self.restricted = {}, {}
        self.personal, self.inline, self.page, self.ended_with = True, True, None, 403
        self.desk = Desk(self)

    def expire(self):
        """An hour goes by: no token holds any more."""
        self.tokens, self.restricted = {}, {}

    def add(self, number, changed, lines=1, **more):
        """An order that changed at a moment (`…Z`)."""
        self.orders[number] = {
            "order": {
                "AmazonOrderId": number,
                "LastUpdateDate": changed,
                "OrderStatus": "Unshipped",
                "FulfillmentChannel": "MFN",
                **more,
            },
            "address": {
                "Name": "山田花子",
                "AddressLine1": "港区1-1",
                "StateOrRegion": "東京都",
                "CountryCode": "JP",
            },
            "buyer": {"BuyerEmail": "hidden@marketplace.amazon.co.jp", "BuyerName": "山田花子"},
            "lines": [
                {"OrderItemId": str(place), "SellerSKU": "TEA", "QuantityOrdered": 1}
                for place in range(lines)
            ],
        }
        return self.orders[number]

    def operation(self, request):
        """The documented name of the operation."""
        found = ORDER.fullmatch(request.path)
        if found:
            return PARTS[found["part"]]
        for start, name in {
            "/auth/o2/token": "token",
            "/orders/v0/orders": "getOrders",
            "/tokens/2021-03-01/restrictedDataToken": "createRestrictedDataToken",
            "/sellers/v1/marketplaceParticipations": "getMarketplaceParticipations",
            "/listings/2021-08-01/items/": "getListingsItem",
            "/stored/": "upload" if request.method == "PUT" else "download",
        }.items():
            if request.path.startswith(start):
                return name
        return self.desk.operation(request)

    def too_many(self, request, seconds):
        """Amazon says how much a second is allowed, and not for how long to wait."""
        return _error(429, "QuotaExceeded", "You exceeded your quota.", self._limit(request))

    def _limit(self, request):
        every, _burst = self.limits.get(request.operation, (0, 1))
        return {"x-amzn-RateLimit-Limit": f"{1 / (every * self.scale):.4f}"} if every else {}

    def answer(self, request):
        """Check the token, then do it."""
        if request.operation == "token":
            return self._token(request)
        if request.operation in ("upload", "download"):
            if "x-amz-access-token" in request.headers:
                raise _error(400, "InvalidArgument", "Only one auth mechanism allowed")
            return self.desk.stored(request)
        self._check(request)
        said = self._answer(request)
        return Said(said.status, said.body, said.headers | self._limit(request))

    def _answer(self, request):
        name = request.operation
        if name == "createRestrictedDataToken":
            return self._restrict(request.json())
        if name == "getMarketplaceParticipations":
            return Said(200, {"payload": [{"marketplace": {"id": "A1VC38T7YXB528", "countryCode": "JP"}}]})
        if name == "getListingsItem":
            return self._listing(request)
        if name == "getOrders":
            return self._orders(request.query)
        if name in PARTS.values():
            return self._part(request)
        return self.desk.answer(request)

    def _token(self, request):
        form = request.form()
        if (form.get("client_id"), form.get("client_secret")) != self.client:
            return Said(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != self.refresh:
            return Said(
                400, {"error": "invalid_grant", "error_description": "The request has an invalid grant"}
            )
        token = f"Atza|{secrets.token_urlsafe(12)}"
        self.tokens[token] = time.monotonic() + self.holds * self.scale
        return Said(200, {"access_token": token, "token_type": "bearer", "expires_in": self.holds,
                          "refresh_token": self.refresh})  # fmt: skip

    def _check(self, request):
        token = request.headers.get("x-amz-access-token", "")
        ends = self.tokens.get(token) or self.restricted.get(token, (0, ()))[0]
        if ends < time.monotonic():
            raise _error(
                self.ended_with, "Unauthorized", DENIED, details="The access token you provided has expired."
            )
        if "user-agent" not in request.headers:
            raise _error(400, "InvalidInput", "User-Agent")

    def _restrict(self, asked):
        if not self.personal:
            raise _error(
                403, "Unauthorized", "Application does not have access to one or more requested data elements"
            )
        paths = {one["path"]: one.get("dataElements", ["all"]) for one in asked["restrictedResources"]}
        token = f"Atz.sprdt|{secrets.token_urlsafe(12)}"
        self.restricted[token] = time.monotonic() + 3600 * self.scale, paths
        return Said(200, {"restrictedDataToken": token, "expiresIn": 3600})

    def _elements(self, request, path):
        """The personal elements that a token opens for a path."""
        return self.restricted.get(request.headers["x-amz-access-token"], (0, {}))[1].get(path, [])

    # ------------------------------------------------------------------------------------------------ orders

    def _orders(self, query):
        if query.get("MarketplaceIds") != "A1VC38T7YXB528":
            raise _error(400, "InvalidInput", "MarketplaceIds")
        if "NextToken" in query:
            since, place = json.loads(query["NextToken"])
        else:
            since, place = query.get("LastUpdatedAfter"), 0
            size = int(query.get("MaxResultsPerPage", 100))
            if not since or not 1 <= size <= 100:
                raise _error(400, "InvalidInput", "LastUpdatedAfter")
            self.page = min(size, self.page or size)
        hits = sorted(
            (one["order"]["LastUpdateDate"], number)
            for number, one in self.orders.items()
            if _instant(one["order"]["LastUpdateDate"]) >= _instant(since)
        )
        payload = {"Orders": [self._shown(number) for _when, number in hits[place : place + self.page]]}
        if place + self.page < len(hits):
            payload["NextToken"] = json.dumps([since, place + self.page])
        return Said(200, {"payload": payload})

    def _shown(self, number):
        held = self.orders[number]
        personal = {"ShippingAddress": held["address"], "BuyerInfo": held["buyer"]}
        return held["order"] | (personal if self.inline and self.restricted else {})

    def _part(self, request):
        found = ORDER.fullmatch(request.path)
        held = self.orders.get(found["number"])
        if held is None:
            raise _error(404, "NotFound", "no such order")
        part, number = found["part"], {"AmazonOrderId": found["number"]}
        opened = self._elements(request, "/orders/v0/orders/{orderId}" + (f"/{part}" if part else ""))
        if part is None:
            return Said(200, {"payload": self._shown(found["number"])})
        if part == "orderItems":
            return self._lines(request, held, number)
        if not opened:
            raise _error(403, "Unauthorized", DENIED)
        personal = {"ShippingAddress": held["address"]} if part == "address" else held["buyer"]
        return Said(200, {"payload": number | personal})

    def _lines(self, request, held, number):
        place = int(request.query.get("NextToken") or 0)
        payload = number | {"OrderItems": held["lines"][place : place + 50]}
        if place + 50 < len(held["lines"]):
            payload["NextToken"] = str(place + 50)
        return Said(200, {"payload": payload})

    def _listing(self, request):
        _start, _slash, sku = request.path.rpartition("/")
        held = self.listings.get(sku)
        if held is None or f"/{self.seller}/" not in request.path:
            raise _error(404, "NOT_FOUND", "SKU not found")
        said = {"fulfillmentChannelCode": held["channel"], "quantity": held["quantity"]}
        return Said(200, {"sku": sku, "fulfillmentAvailability": [said]})


def _instant(text):
    return datetime.fromisoformat(text)


def _error(status, code, message, headers=None, details=""):
    return Said(status, {"errors": [{"code": code, "message": message, "details": details}]}, headers or {})

"""Amazon SP-API: orders v0, restricted data tokens, listings items 2021-08-01, feeds 2021-06-30, Login with Amazon.

Documented at developer-docs.amazon.com/sp-api and in amzn/selling-partner-api-models (models/orders-api-
model/ordersV0.json, tokens-api-model, feeds-api-model). Limits: the usage plans in those models; what Amazon says in
x-amzn-RateLimit-Limit goes first. Since October 2023 no AWS signature is needed. An ended token is answered with 403
Unauthorized, as its users report.

A stock key is the seller's SKU. Never tell the stock of a listing that Amazon ships (FBA): this would turn it into
one the seller ships. Settings: `marketplace` (A1VC38T7YXB528, Japan), `personal` (False: the application has no right
to personal data), `feed_wait` (seconds to wait for a feed, 120), `patch` ("merge"; "replace" also forgets lead
times).
"""

from dataclasses import replace
from urllib.parse import quote

from app.commerce.malls import feeds
from app.commerce.malls.accounts import ACCEPTED, UNKNOWN, Account, Result
from app.commerce.malls.calling import Caller, Limit
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.commerce.malls.renewing import Tokens, ends_in
from app.commerce.malls.telling import Client, in_chunks, told
from app.kernel import clock

ADDRESS, TOKENS, TOKEN = "https://sellingpartnerapi-fe.amazon.com", "https://api.amazon.com", "/auth/o2/token"
JAPAN = "A1VC38T7YXB528"
ORDERS = "/orders/v0/orders"
PAGE = 100
GET_ORDERS, GET_ORDER = Limit("getOrders", 60.0, 20), Limit("getOrder", 2.0, 30)
GET_ITEMS, GET_BUYER = Limit("getOrderItems", 2.0, 30), Limit("getOrderBuyerInfo", 2.0, 30)
GET_ADDRESS, RESTRICT = Limit("getOrderAddress", 2.0, 30), Limit("createRestrictedDataToken", 1.0, 10)
GET_LISTING, PARTICIPATION = (
    Limit("getListingsItem", 0.2, 10),
    Limit("getMarketplaceParticipations", 62.5, 15),
)
TOKEN_LIMIT = Limit("token", 1.0, 5)
PERSONAL = ["buyerInfo", "shippingAddress"]


class AmazonClient(Client):
    """One seller at amazon.co.jp."""

    def __init__(self, account: Account, **patience):
        self.account, self.restricted = account, ("", None)
        self.marketplace = account.settings.get("marketplace", JAPAN)
        self.tokens = Tokens(account, self.renew)
        address = account.base_url or ADDRESS
        self.caller = Caller(
            account, address, authorise=self._authorise, renew=self.tokens.again, judge=_judge, **patience
        )
        self.private = Caller(
            account,
            address,
            authorise=self._authorise_privately,
            renew=self._restrict,
            judge=_judge,
            **patience,
        )
        self.door = Caller(account, account.token_url or account.base_url or TOKENS, **patience)
        self.feeds = feeds.Feeds(self.caller, account, self.marketplace)

    def close(self):
        """Let the connections go."""
        for caller in (self.caller, self.private, self.door):
            caller.close()

    def _authorise(self):
        return {"x-amz-access-token": self.tokens.current()}

    # ------------------------------------------------------------------------------------------------ orders

    def orders_since(self, moment):
        """The order documents that changed from `moment` on: `{"Order": …, "OrderItems": […]}`, in Amazon's order.

        Amazon shows a change some two minutes after it happened: overlap the moments.
        """
        self.unread = ()
        asked = {
            "MarketplaceIds": self.marketplace,
            "LastUpdatedAfter": _time(moment),
            "MaxResultsPerPage": PAGE,
        }
        for page in self._pages("getOrders", ORDERS, GET_ORDERS, asked, {"MarketplaceIds": self.marketplace}):
            for order in page.get("Orders") or ():
                yield self._whole(order)

    def order(self, number):
        """One order document. Raises Refused when the shop does not give it."""
        return self._whole(self._personal("getOrder", f"{ORDERS}/{quote(number, safe='')}", GET_ORDER))

    def _whole(self, order):
        """The order with its lines, and with what is personal where Amazon did not put it in."""
        address = f"{ORDERS}/{quote(order['AmazonOrderId'], safe='')}"
        if self._may_see() and order.get("OrderStatus") not in ("Pending", "Canceled"):
            if "ShippingAddress" not in order:
                order |= _kept(self._personal("getOrderAddress", f"{address}/address", GET_ADDRESS))
            if "BuyerInfo" not in order:
                buyer = self._personal("getOrderBuyerInfo", f"{address}/buyerInfo", GET_BUYER)
                order["BuyerInfo"] = _kept(buyer)
        pages = self._pages("getOrderItems", f"{address}/orderItems", GET_ITEMS, {}, {})
        return {
            "Order": order,
            "OrderItems": [line for page in pages for line in page.get("OrderItems") or ()],
        }

    def _pages(self, operation, path, limit, asked, always):
        while True:
            page = self._personal(operation, path, limit, asked)
            yield page
            if not page.get("NextToken"):
                return
            asked = always | {"NextToken": page["NextToken"]}

    def _personal(self, operation, path, limit, asked=None):
        """The payload, with personal data when the application may have it."""
        caller = self.private if self._may_see() else self.caller
        return _payload(caller.ask(operation, "GET", path, limit=limit, params=asked, accept=(400, 404)))

    def _may_see(self):
        return self.account.settings.get("personal", True)

    def _authorise_privately(self):
        token, ends_at = self.restricted
        if not token or ends_at <= clock.now():
            self._restrict()
        return {"x-amz-access-token": self.restricted[0]}

    def _restrict(self):
        """A restricted data token for everything about orders; holds for an hour."""
        opened = {"": PERSONAL, "/{orderId}": PERSONAL, "/{orderId}/orderItems": ["buyerInfo"]}
        resources = [
            {"method": "GET", "path": ORDERS + part, "dataElements": elements}
            for part, elements in opened.items()
        ] + [{"method": "GET", "path": f"{ORDERS}/{{orderId}}/{part}"} for part in ("address", "buyerInfo")]
        said = self.caller.ask(
            "createRestrictedDataToken", "POST", "/tokens/2021-03-01/restrictedDataToken", limit=RESTRICT,
            json={"restrictedResources": resources},
        ).json()  # fmt: skip
        self.restricted = said["restrictedDataToken"], ends_in(said.get("expiresIn", 3600) - 60)

    def confirm(self, number):
        """Amazon has no confirmation by the seller: accepted."""
        return Result(number, ACCEPTED)

    def _told(self, number, parcels):
        return self.tell_shipments([(number, parcels)])[number]

    def tell_shipments(self, shipments):
        """`{order number: [Result per parcel]}` for `[(order number, parcels)]`, all in one feed.

        Unknown with a `ticket` while Amazon is still at it: `shipment_outcome` later.
        """
        rows = [(number, parcel) for number, parcels in shipments for parcel in parcels]
        content = feeds.shipments(self.account, rows)
        found = iter(self._fed(feeds.FULFILMENT, feeds.TAB, content, [one.number for _n, one in rows]))
        return {number: [next(found) for _one in parcels] for number, parcels in shipments}

    def shipment_outcome(self, ticket, numbers):
        """Results for the parcels' numbers in the order they were told."""
        return self._outcome(ticket, numbers, feeds.shipment_results)

    # ------------------------------------------------------------------------------------------------- stock

    def tell_stock(self, pairs):
        """Results for `[(SKU, quantity)]`, set absolutely by a feed.

        Unknown with a `ticket` while Amazon is still at it: `stock_outcome` later.
        """
        return told(pairs, feeds.MESSAGES, self._tell_listings)

    def _tell_listings(self, chunk):
        patch = self.account.settings.get("patch", "merge")
        content = feeds.listings(self.account.seller, chunk, patch)
        return self._fed(feeds.LISTINGS, feeds.JSON, content, [sku for sku, _quantity in chunk])

    def stock_outcome(self, ticket, keys):
        """Results for the keys in the order they were told."""
        return self._outcome(ticket, keys, feeds.listings_results)

    def _fed(self, kind, content_type, content, keys):
        read = feeds.listings_results if kind == feeds.LISTINGS else feeds.shipment_results
        try:
            ticket = self.feeds.send(kind, content_type, content)
        except Unavailable as trouble:
            return [Result(key, UNKNOWN, trouble.reason) for key in keys]
        try:
            return self._outcome(ticket, keys, read, self.account.settings.get("feed_wait", 120))
        except Unavailable as trouble:
            return [Result(key, UNKNOWN, trouble.reason, ticket=ticket) for key in keys]

    def _outcome(self, ticket, keys, read, wait=0):
        try:
            report = self.feeds.report(ticket, wait * self.account.pace)
        except Refused as trouble:
            if trouble.reason != "refused":
                raise
            return [Result(key, "refused", trouble.code, ticket=ticket) for key in keys]
        if report is None:
            return [Result(key, UNKNOWN, "waiting", ticket=ticket) for key in keys]
        return [replace(one, ticket=ticket) for one in read(report, keys)]

    def read_stock(self, keys):
        """`{SKU: quantity}` of listings the seller ships; others and unknown ones are missing. One request a SKU."""
        held = {}
        for chunk in in_chunks(keys, 1):
            path = (
                f"/listings/2021-08-01/items/{quote(self.account.seller, safe='')}/{quote(chunk[0], safe='')}"
            )
            asked = {"marketplaceIds": self.marketplace, "includedData": "fulfillmentAvailability"}
            answer = self.caller.ask(
                "getListingsItem", "GET", path, limit=GET_LISTING, params=asked, accept=(404,)
            )
            said = answer.json() if answer.status == 200 else {}
            for one in said.get("fulfillmentAvailability") or ():
                if one.get("fulfillmentChannelCode") == "DEFAULT" and "quantity" in one:
                    held[chunk[0]] = one["quantity"]
        return held

    # ------------------------------------------------------------------------------------------- connection

    def renew(self, credentials):
        """New credentials with an access token for an hour. Raises Unauthorised when the seller's consent has ended."""
        answer = self.door.ask(
            "token", "POST", TOKEN, limit=TOKEN_LIMIT, accept=(400, 401), open_to_all=True,
            data={
                "grant_type": "refresh_token", "refresh_token": credentials.refresh_token,
                "client_id": credentials.client_id, "client_secret": credentials.client_secret,
            },
        )  # fmt: skip
        said = answer.json()
        if answer.status != 200 or "access_token" not in said:
            raise Unauthorised("credentials", "token", status=answer.status, code=str(said.get("error", "")))
        return replace(
            credentials,
            access_token=said["access_token"],
            refresh_token=said.get("refresh_token") or credentials.refresh_token,
            expires_at=ends_in(said.get("expires_in", 3600)),
        )

    def try_connection(self):
        """Ask where the seller takes part, and for a token that may see personal data."""
        self.caller.ask("getMarketplaceParticipations", "GET", "/sellers/v1/marketplaceParticipations",
                        limit=PARTICIPATION).json()  # fmt: skip
        if self._may_see():
            self._restrict()


def _judge(answer):
    """403 is both: a token that has ended, and a right that was never given."""
    if answer.status == 403 and "access token" in answer.text.lower():
        raise Unauthorised("credentials", answer.operation, status=403)


def _payload(answer):
    said = answer.json()
    if answer.status >= 400 or not isinstance(said, dict) or "payload" not in said:
        error = (said.get("errors") or [{}])[0] if isinstance(said, dict) else {}
        reason = "refused" if answer.status >= 400 else "unreadable"
        raise Refused(reason, answer.operation, status=answer.status, code=error.get("code", ""))
    return said["payload"] or {}


def _kept(payload):
    return {name: value for name, value in payload.items() if name != "AmazonOrderId"}


def _time(moment):
    return moment.astimezone(clock.JST).replace(microsecond=0).isoformat()

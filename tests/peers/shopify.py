"""Shopify's Admin GraphQL API as shopify.dev describes it, for the few operations that a back office needs.

Sources: shopify.dev/docs/api/admin-graphql (orders, fulfillmentCreate, inventorySetQuantities,
InventorySetQuantitiesUserErrorCode), …/docs/apps/build/apis/graphql-admin/rate-limits (a bucket of points), the
changelogs of December 2025 (changeFromQuantity and @idempotent are mandatory from 2026-04), and the throttled answer
shown in community.shopify.com/t/throttled/254776. It is no whole GraphQL: it knows the operations by their root field
and refuses names it does not know. From memory: the cost of a query, the limit of 1,000 points for one, 250
quantities and ids, all or nothing.
"""

import itertools
import re

from tests.peers.serving import Bucket, Peer, Said

FIELDS = set(
    """address1 address2 amount assignedLocation billingAddress cancelReason cancelledAt city closedAt code company
    country countryCodeV2 createdAt currencyCode currentQuantity customAttributes discountCodes
    discountedTotalSet discountedUnitPriceSet displayFinancialStatus displayFulfillmentStatus email endCursor
    field firstName fulfillment fulfillmentCreate fulfillmentOrders fulfillments hasNextPage id
    inventoryAdjustmentGroup inventoryItems inventoryLevel inventorySetQuantities key lastName lineItems
    location message myshopifyDomain name nodes note number order orders originalPriceSet originalUnitPriceSet
    pageInfo paymentGatewayNames phone priceSet processedAt product province provinceCode quantities quantity
    rate requiresShipping shippingAddress shippingLine shop shopMoney sku status subtotalPriceSet tags taxLines
    taxable taxesIncluded test title totalDiscountSet totalDiscountsSet totalPriceSet totalRefundedSet
    totalShippingPriceSet totalTaxSet trackingInfo updatedAt userErrors value variant variantTitle zip on
    InventoryItem idempotent""".split()
)
ROOT = re.compile(r"\{\s*(\w+)")


class Shopify(Peer):
    """`orders` by gid, `levels` `{item: {location: available}}`, `skus` `{item: sku}`; a bucket of `points`.

    It refills by `rate` points a second.
    """

    def __init__(self, *words, token="shpat_token", version="2026-04", points=2000, rate=100, **more):
        super().__init__(*words, **more)
        self.token, self.version, self.numbers = token, version, itertools.count(1001)
        self.orders, self.levels, self.skus, self.keys = {}, {}, {}, {}
        self.bucket = Bucket(self.scale / rate, points)
        self.points, self.rate, self.before_set = points, rate / self.scale, lambda: None

    def add(self, updated, lines=1, places=("gid://shopify/Location/1",), **more):
        """An order of some lines, waiting to be fulfilled from some places."""
        number = next(self.numbers)
        gid = f"gid://shopify/Order/{number}"
        self.orders[gid] = {
            "id": gid,
            "name": f"#{number}",
            "updatedAt": updated,
            "email": "hidden@example.jp",
            "shippingAddress": {"lastName": "山田", "zip": "1050001"},
            "lines": [{"id": f"{gid}/{place}", "sku": "TEA", "quantity": 1} for place in range(lines)],
            "fulfillments": [],
            "waiting": [
                {"id": f"gid://shopify/FulfillmentOrder/{number}{place}", "status": "OPEN", "at": at}
                for place, at in enumerate(places)
            ],
            **more,
        }
        return self.orders[gid]

    def operation(self, request):
        """The root field of the document."""
        try:
            return ROOT.search(re.sub(r"\([^()]*\)", "", request.json()["query"]))[1]
        except (Said, KeyError, TypeError):
            return "nothing"

    def answer(self, request):
        """Check the token, the version, the names and the cost, then do it."""
        if request.path != f"/admin/api/{self.version}/graphql.json":
            raise Said(404, {"errors": "Not Found"})
        if request.headers.get("x-shopify-access-token") != self.token:
            raise Said(
                401,
                {"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"},
            )
        asked = request.json()
        query, given = asked["query"], asked.get("variables") or {}
        bare = re.sub(r'"[^"]*"|\([^()]*\)|\$\w+|^\s*(query|mutation) \w+', " ", query)
        unknown = set(re.findall(r"[A-Za-z]\w*", bare)) - FIELDS
        if unknown:
            raise _wrong(f"Field '{min(unknown)}' doesn't exist", "undefinedField")
        cost = self._cost(request.operation, given)
        if cost > 1000:
            raise _wrong(
                f"Query cost is {cost}, which exceeds the single query max cost limit (1000).",
                "MAX_COST_EXCEEDED",
            )
        wait = self.bucket.take(cost)
        if wait:
            error = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            self.counted["throttled"] += 1
            return Said(200, {"errors": [error], "extensions": self._state(cost, None)})
        data = getattr(self, f"_{request.operation}")(given, query)
        return Said(200, {"data": {request.operation: data}, "extensions": self._state(cost, cost)})

    def _cost(self, operation, given):
        if operation == "orders":
            return 2 + given["first"] * (3 + given["lines"])
        if operation == "nodes":
            return 1 + len(given["ids"])
        return 10 + given.get("lines", 0)

    def _state(self, asked, actual):
        state = {
            "maximumAvailable": self.points, "currentlyAvailable": int(self.bucket.left), "restoreRate": self.rate,
        }  # fmt: skip
        return {"cost": {"requestedQueryCost": asked, "actualQueryCost": actual, "throttleStatus": state}}

    # ------------------------------------------------------------------------------------------------ orders

    def _orders(self, given, _query):
        wanted = given["query"]
        name, since = re.fullmatch(r"name:'(.+)'", wanted), re.fullmatch(r"updated_at:>='(.+)'", wanted)
        hits = sorted(
            (one["updatedAt"], gid)
            for gid, one in self.orders.items()
            if (name and one["name"] == name[1]) or (since and one["updatedAt"] >= since[1])
        )
        nodes, page = _page([gid for _when, gid in hits], given["first"], given.get("after"))
        return {"pageInfo": page, "nodes": [self._shown(gid, given["lines"]) for gid in nodes]}

    def _order(self, given, query):
        gid = given["id"]
        if gid not in self.orders:
            return None
        if "fulfillmentOrders" in query:
            held = self.orders[gid]
            waiting = [
                {
                    "id": one["id"],
                    "status": one["status"],
                    "assignedLocation": {"location": {"id": one["at"]}},
                }
                for one in held["waiting"]
            ]
            return {"id": gid, "fulfillments": held["fulfillments"], "fulfillmentOrders": {"nodes": waiting}}
        return self._shown(gid, given["lines"], given.get("after"))

    def _shown(self, gid, lines, after=None):
        held = self.orders[gid]
        nodes, page = _page(held["lines"], lines, after)
        plain = {
            name: value for name, value in held.items() if name not in ("lines", "waiting", "fulfillments")
        }
        return plain | {"lineItems": {"pageInfo": page, "nodes": nodes}}

    def _fulfillmentCreate(self, given, _query):  # noqa: N802 -- the documented name
        asked = given["fulfillment"]
        wanted = [one["fulfillmentOrderId"] for one in asked["lineItemsByFulfillmentOrder"]]
        found = [
            (order, one) for order in self.orders.values() for one in order["waiting"] if one["id"] in wanted
        ]
        if len({one["at"] for _order, one in found}) != 1 or any(
            one["status"] != "OPEN" for _o, one in found
        ):
            error = {"field": ["fulfillment"], "message": "Fulfillment order is not open"}
            return {"fulfillment": None, "userErrors": [error]}
        tracking = asked.get("trackingInfo") or {"numbers": [], "company": None}
        for _order, one in found:
            one["status"] = "CLOSED"
        made = {
            "id": f"gid://shopify/Fulfillment/{next(self.numbers)}",
            "status": "SUCCESS",
            "trackingInfo": [{"number": one, "company": tracking["company"]} for one in tracking["numbers"]],
            "notified": asked.get("notifyCustomer", False),
        }
        found[0][0]["fulfillments"].append(made)
        return {"fulfillment": {"id": made["id"], "status": made["status"]}, "userErrors": []}

    # ------------------------------------------------------------------------------------------------- stock

    def _nodes(self, given, _query):
        if len(given["ids"]) > 250:
            raise _wrong(
                "The input array size is greater than the maximum allowed of 250", "MAX_INPUT_SIZE_EXCEEDED"
            )
        return [self._level(one, given["location"]) if one in self.levels else None for one in given["ids"]]

    def _level(self, item, location):
        held = self.levels[item].get(location)
        level = None if held is None else {"quantities": [{"name": "available", "quantity": held}]}
        return {"id": item, "inventoryLevel": level}

    def _inventorySetQuantities(self, given, query):  # noqa: N802 -- the documented name
        if "@idempotent(key: $key)" not in query or not given.get("key"):
            raise _wrong("The @idempotent directive is required", "BAD_REQUEST")
        if given["key"] in self.keys:
            return self.keys[given["key"]]
        self.before_set()
        entries = given["input"]["quantities"]
        if len(entries) > 250 or given["input"]["name"] not in ("available", "on_hand"):
            raise _wrong("input", "BAD_REQUEST")
        errors = [
            {"code": code, "field": ["input", "quantities", str(place)], "message": code.lower()}
            for place, one in enumerate(entries)
            if (code := self._refusal(one))
        ]
        if not errors:
            for one in entries:
                self.levels[one["inventoryItemId"]][one["locationId"]] = one["quantity"]
        said = {"inventoryAdjustmentGroup": None if errors else {"id": given["key"]}, "userErrors": errors}
        self.keys[given["key"]] = said
        return said

    def _refusal(self, one):
        level = self.levels.get(one["inventoryItemId"])
        if level is None:
            return "INVALID_INVENTORY_ITEM"
        if one["locationId"] not in level:
            return "ITEM_NOT_STOCKED_AT_LOCATION"
        if one["quantity"] > 1_000_000_000:
            return "INVALID_QUANTITY_TOO_HIGH"
        if "changeFromQuantity" not in one:
            raise _wrong("changeFromQuantity is required", "BAD_REQUEST")
        stale = one["changeFromQuantity"] not in (None, level[one["locationId"]])
        return "CHANGE_FROM_QUANTITY_STALE" if stale else None

    def _inventoryItems(self, given, _query):  # noqa: N802 -- the documented name
        wanted = re.findall(r"sku:'([^']*)'", given["query"])
        return {"nodes": [{"id": item, "sku": sku} for item, sku in self.skus.items() if sku in wanted]}

    def _shop(self, _given, _query):
        return {"name": "帳場屋", "myshopifyDomain": "chobaya.myshopify.com", "currencyCode": "JPY"}


def _page(items, size, after):
    start = int(after) if after else 0
    end = start + size
    return items[start:end], {"hasNextPage": end < len(items), "endCursor": str(end)}


def _wrong(message, code):
    return Said(200, {"errors": [{"message": message, "extensions": {"code": code}}]})

"""Shopify's Admin GraphQL API, version 2026-04.

Documented at shopify.dev/docs/api/admin-graphql (orders, fulfillmentCreate, inventorySetQuantities and its error
codes), on limits by cost at …/docs/apps/build/apis/graphql-admin/rate-limits, on changeFromQuantity and @idempotent
(mandatory from 2026-04) in the changelogs of December 2025. A throttled answer is 200 with the code THROTTLED and the
state of the bucket, as shown in community.shopify.com. From memory: 250 quantities and ids a call, that
inventorySetQuantities does all or nothing.

A stock key is an inventory item (`gid://shopify/InventoryItem/1` or `1`), see `items_of`. Settings: `location` (where
the stock lies, needed for stock), `notify` (Shopify mails the customer when a parcel is told; off), `version`.
"""

import re
import uuid
from dataclasses import replace
from itertools import groupby

from app.commerce.malls import shopify_queries as queries
from app.commerce.malls.accounts import ACCEPTED, REFUSED, Account, Result
from app.commerce.malls.calling import Caller, Limit
from app.commerce.malls.carriers import company
from app.commerce.malls.failing import Refused, Unavailable
from app.commerce.malls.telling import Client, in_chunks, told
from app.kernel import clock
from app.platform import throttling

SHOP = re.compile(r"[a-z0-9][a-z0-9-]*\.myshopify\.com")
VERSION, GRAPHQL = "2026-04", Limit("graphql", 0.1, 20)
ORDERS, LINES, ENTRIES, SKUS = 10, 30, 250, 40
MOST = 1_000_000_000
STALE = {"CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE"}
ATTEMPTS = 4
OPEN = {"OPEN", "IN_PROGRESS"}


class ShopifyClient(Client):
    """One shop at Shopify."""

    def __init__(self, account: Account, **patience):
        if not account.base_url and not SHOP.fullmatch(account.seller):
            raise Refused("address", "shop")
        self.account = account
        address = account.base_url or f"https://{account.seller}"
        self.path = f"/admin/api/{account.settings.get('version', VERSION)}/graphql.json"
        self.caller = Caller(account, address, authorise=self._authorise, judge=self._judge, **patience)

    def _authorise(self):
        return {"X-Shopify-Access-Token": self.account.credentials.access_token}

    # ------------------------------------------------------------------------------------------------ orders

    def orders_since(self, moment):
        """The order documents that changed from `moment` on, in the order they changed; `lineItems.nodes` is whole."""
        self.unread, after = (), None
        since = moment.astimezone(clock.JST).replace(microsecond=0).isoformat()
        while True:
            said = self._ask(
                "orders",
                queries.ORDERS,
                first=ORDERS,
                lines=LINES,
                after=after,
                query=f"updated_at:>='{since}'",
            )["orders"]
            for order in said["nodes"]:
                yield self._whole(order)
            if not said["pageInfo"]["hasNextPage"]:
                return
            after = said["pageInfo"]["endCursor"]

    def order(self, number):
        """One order document, by its gid or its name (`#1001`). Raises Refused when the shop does not have it."""
        said = self._ask("order", queries.ORDER, id=self._id(number), lines=LINES)
        return self._whole(_there(said["order"], "order"))

    def _whole(self, order):
        page = order["lineItems"].pop("pageInfo")
        while page["hasNextPage"]:
            said = self._ask("lines", queries.LINES, id=order["id"], lines=LINES, after=page["endCursor"])
            more = _there(said["order"], "lines")["lineItems"]
            order["lineItems"]["nodes"] += more["nodes"]
            page = more["pageInfo"]
        return order

    def _id(self, number):
        if number.startswith("gid://"):
            return number
        if not re.fullmatch(r"[\w#.-]{1,60}", number):
            raise Refused("refused", "order", code="name")
        said = self._ask("orders", queries.ORDERS, first=2, lines=1, after=None, query=f"name:'{number}'")
        found = [one["id"] for one in said["orders"]["nodes"] if one["name"] == number]
        if len(found) != 1:
            raise Refused("refused", "order", code="missing")
        return found[0]

    def confirm(self, number):
        """Shopify has no confirmation by the seller: accepted."""
        return Result(number, ACCEPTED)

    def _told(self, number, parcels):
        """A fulfilment per part and place. What the shop already knows is not told again: a repeat is harmless."""
        said = _there(
            self._ask("fulfillments", queries.FULFILMENTS, id=self._id(number))["order"], "fulfillments"
        )
        known = {info["number"] for one in said["fulfillments"] for info in one["trackingInfo"]}
        new = [one for one in parcels if not (one.number and one.number in known)]
        waiting = [one for one in said["fulfillmentOrders"]["nodes"] if one["status"] in OPEN]
        failed = {}
        for part, group in groupby(sorted(new, key=lambda one: one.part), key=lambda one: one.part):
            group = list(group)
            wanted = [one for one in waiting if part in ("", one["id"])]
            failed |= dict.fromkeys(group, self._fulfil(wanted, group))
        return [
            Result(one.number, REFUSED, *failed[one]) if failed.get(one) else Result(one.number, ACCEPTED)
            for one in parcels
        ]

    def _fulfil(self, waiting, parcels):
        """Tell one part's parcels; `(code, words)` of the first refusal, or None."""
        if not waiting:
            return "done", "nothing is left to be fulfilled"
        numbers = [one.number for one in parcels if one.number]
        tracking = {"company": company("shopify", self.account, parcels[0].carrier), "numbers": numbers}
        for _place, orders in groupby(sorted(waiting, key=_place_of), key=_place_of):
            fulfilment = {
                "lineItemsByFulfillmentOrder": [{"fulfillmentOrderId": one["id"]} for one in orders],
                "notifyCustomer": bool(self.account.settings.get("notify", False)),
                **({"trackingInfo": tracking} if numbers else {}),
            }
            said = self._ask("fulfillmentCreate", queries.FULFIL, repeatable=False, fulfillment=fulfilment)
            for error in said["fulfillmentCreate"]["userErrors"]:
                return ".".join(error["field"] or ()), error["message"]
        return None

    # ------------------------------------------------------------------------------------------------- stock

    def tell_stock(self, pairs):
        """Results for `[(key, quantity)]`, set absolutely and only from the quantity that was there when we looked."""
        names = {_item(key): key for key, _quantity in pairs}
        wanted = [(_item(key), min(max(quantity, 0), MOST)) for key, quantity in pairs]
        return [replace(one, key=names[one.key]) for one in told(wanted, ENTRIES, self._set)]

    def _set(self, chunk):
        """Shopify takes all or nothing: what it names is taken out or looked at anew, then the rest is sent again."""
        rest, results = dict(chunk), {}
        for _attempt in range(ATTEMPTS):
            held = self.read_stock(rest)
            for key in [key for key in rest if key not in held]:
                results[key] = Result(key, REFUSED, "missing", "not stocked at this location")
                del rest[key]
            entries = [(key, quantity) for key, quantity in rest.items() if held[key] != quantity]
            errors = self._send(entries, held) if entries else {}
            for key, (code, words) in errors.items():
                if code not in STALE:
                    results[key] = Result(key, REFUSED, code, words)
                    del rest[key]
            if not errors:
                break
        else:
            results |= {key: Result(key, REFUSED, "stale", "it changes all the time") for key in rest}
        return [results.get(key) or Result(key, ACCEPTED) for key, _quantity in chunk]

    def _send(self, entries, held):
        """`{key: (code, words)}` of what Shopify names; raises Refused when it names nothing in particular."""
        location = self._location()
        quantities = [
            {
                "inventoryItemId": key,
                "locationId": location,
                "quantity": quantity,
                "changeFromQuantity": held[key],
            }
            for key, quantity in entries
        ]
        given = {"name": "available", "reason": "correction", "quantities": quantities}
        said = self._ask("inventorySetQuantities", queries.SET, input=given, key=str(uuid.uuid4()))
        errors = {}
        for error in said["inventorySetQuantities"]["userErrors"]:
            place = next((int(one) for one in error["field"] or () if str(one).isdigit()), None)
            if place is None or place >= len(entries):
                raise Refused(
                    "refused", "inventorySetQuantities", code=error["code"] or "", said=error["message"]
                )
            errors[entries[place][0]] = error["code"] or "", error["message"]
        return errors

    def read_stock(self, keys):
        """`{key: available}` at the setting's location; an item that is not stocked there is missing."""
        held = {}
        for chunk in in_chunks(keys, ENTRIES):
            asked = {_item(key): key for key in chunk}
            said = self._ask("levels", queries.LEVELS, ids=list(asked), location=self._location())
            for node in said["nodes"]:
                level = (node or {}).get("inventoryLevel")
                if level:
                    held[asked[node["id"]]] = level["quantities"][0]["quantity"]
        return held

    def _location(self):
        location = self.account.settings.get("location")
        if not location:
            raise Refused("location", "stock")
        return location

    def items_of(self, skus):
        """`{SKU: [inventory item]}`: several when the shop uses a SKU twice; unknown ones are missing."""
        found = {}
        for chunk in in_chunks([sku for sku in skus if "'" not in sku and "\\" not in sku], SKUS):
            query = " OR ".join(f"sku:'{sku}'" for sku in chunk)
            for node in self._ask("items", queries.ITEMS, query=query)["inventoryItems"]["nodes"]:
                if node["sku"] in chunk:
                    found.setdefault(node["sku"], []).append(node["id"])
        return found

    # ------------------------------------------------------------------------------------------- connection

    def renew(self, credentials):
        """The token of an app does not end: there is nothing to renew."""
        return credentials

    def try_connection(self):
        """Ask for the shop's name."""
        self._ask("shop", queries.SHOP)

    def _ask(self, operation, document, repeatable=True, **variables):
        """The `data` of an answer. Raises Refused with the code of the first error."""
        asked = {"query": document, "variables": variables}
        answer = self.caller.ask(
            operation, "POST", self.path, limit=GRAPHQL, repeatable=repeatable, json=asked
        )
        said = answer.json()
        if not isinstance(said, dict):
            raise Refused("unreadable", operation)
        for error in said.get("errors") or ():
            code = (error.get("extensions") or {}).get("code", "") if isinstance(error, dict) else ""
            raise Refused("forbidden" if code == "ACCESS_DENIED" else "refused", operation, code=code)
        if not isinstance(said.get("data"), dict):
            raise Refused("unreadable", operation)
        return said["data"]

    def _judge(self, answer):
        """Read the bucket: throttled now, or about to be."""
        if answer.status != 200:
            return
        said = answer.json()
        cost = (said.get("extensions") or {}).get("cost") if isinstance(said, dict) else None
        if not cost or not cost.get("throttleStatus"):
            return
        state = cost["throttleStatus"]
        missing = cost["requestedQueryCost"] - state["currentlyAvailable"]
        wait = max(0.0, missing / max(state["restoreRate"], 1))
        codes = {(one.get("extensions") or {}).get("code") for one in said.get("errors") or ()}
        if "THROTTLED" in codes:
            raise Unavailable("busy", answer.operation, status=429, after=wait)
        if wait:
            every = GRAPHQL.every * self.account.pace
            throttling.postpone(f"{self.account.key}|{GRAPHQL.name}", wait, every=every, burst=GRAPHQL.burst)


def _item(key):
    return key if key.startswith("gid://") else f"gid://shopify/InventoryItem/{key}"


def _place_of(fulfilment_order):
    return ((fulfilment_order.get("assignedLocation") or {}).get("location") or {}).get("id") or ""


def _there(found, operation):
    if found is None:
        raise Refused("refused", operation, code="missing")
    return found
